package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeliveryLimiterTest {
    private static final RepositoryAddress WEB = new RepositoryAddress("github.com", "acme/web");
    private final AtomicLong now = new AtomicLong();
    private final DeliveryLimiter limiter = new DeliveryLimiter(now::get);

    @Test
    void aStormOfUnsignedPushesLeavesRoomForSignedOnesAndForOtherRepositories() {
        for (int push = 0; push < DeliveryLimiter.MAX_PER_MINUTE; push++) {
            limiter.count(unsigned(WEB));
        }
        now.addAndGet(Duration.ofSeconds(20).toNanos());

        assertThatThrownBy(() -> limiter.count(unsigned(WEB)))
                .isInstanceOfSatisfying(KapisException.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(429);
                    assertThat(refusal.retryAfter()).contains(41L);
                })
                .hasMessage("more than 60 pushes of one repository arrive in a minute; try again in 41 seconds");
        limiter.count(new DeliveryLimiter.Source("demo", WEB, true));
        limiter.count(unsigned(new RepositoryAddress("github.com", "acme/other")));
        now.addAndGet(Duration.ofSeconds(41).toNanos());
        limiter.count(unsigned(WEB));
    }

    @Test
    void onlySomeAreReadAtOnce() {
        assertThatThrownBy(() -> nest(DeliveryLimiter.MAX_AT_ONCE + 1))
                .hasMessage("more than 10 webhooks arrive at once; try again in 6 seconds");
        assertThat(nest(DeliveryLimiter.MAX_AT_ONCE)).isTrue();
    }

    private static DeliveryLimiter.Source unsigned(RepositoryAddress repository) {
        return new DeliveryLimiter.Source("demo", repository, false);
    }

    private boolean nest(int depth) {
        Supplier<Boolean> inner = depth == 1 ? () -> true : () -> nest(depth - 1);
        return limiter.call(inner);
    }
}
