package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterAddressesTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger lookups = new AtomicInteger();
    /** Null while the name servers do not know the name. */
    private volatile String known;

    private final ClusterAddresses addresses =
            new ClusterAddresses(() -> Set.of("api.example.com"), this::resolve, now::get);

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        String address = known;
        lookups.incrementAndGet();
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(address));
    }

    @AfterEach
    void close() {
        addresses.close();
    }

    private boolean isApi(String address) throws UnknownHostException {
        return addresses.contains("git.example.com", InetAddress.getByName(address), GuardedHttpClient.startTime());
    }

    private void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void theNameIsResolvedAgainEveryMinute() throws Exception {
        known = "5.6.7.8";
        assertThat(isApi("5.6.7.8")).isTrue();
        known = "5.6.7.9";
        advance(Duration.ofSeconds(59));
        assertThat(isApi("5.6.7.9")).isFalse();
        assertThat(lookups).hasValue(1);

        advance(Duration.ofSeconds(2));

        await("the new address").until(() -> isApi("5.6.7.9"));
        assertThat(isApi("5.6.7.8")).isFalse();
    }

    @Test
    void theLastKnownAddressesCountWhileTheNameIsUnknown() throws Exception {
        known = "5.6.7.8";
        assertThat(isApi("5.6.7.8")).isTrue();
        known = null;
        advance(Duration.ofMinutes(2));
        isApi("5.6.7.8");
        await("another look-up").until(() -> lookups.get() == 2);

        advance(Duration.ofSeconds(30));

        assertThat(isApi("5.6.7.8")).isTrue();
        assertThat(isApi("5.6.7.9")).isFalse();
    }

    @Test
    void anUnknownNameIsLookedUpAgainAfterFiveSeconds() throws Exception {
        assertThatThrownBy(() -> isApi("5.6.7.8")).isInstanceOf(OutboundException.class);
        known = "5.6.7.8";
        advance(Duration.ofSeconds(4));
        assertThatThrownBy(() -> isApi("5.6.7.8")).isInstanceOf(OutboundException.class);

        advance(Duration.ofSeconds(2));

        assertThat(isApi("5.6.7.8")).isTrue();
    }

    @Test
    void nothingIsLookedUpAfterTheEnd() {
        addresses.close();

        assertThatThrownBy(() -> isApi("5.6.7.8"))
                .hasMessage("the request was interrupted, because Jenkins or its REST API stops; try again");
    }
}
