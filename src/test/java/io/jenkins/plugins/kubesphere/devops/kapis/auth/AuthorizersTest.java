package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AuthorizersTest {
    private static final Authorizer YES = (caller, attributes) -> true;
    private static final Authorizer NO = (caller, attributes) -> false;
    private static final Authorizer SILENT = (caller, attributes) -> {
        throw new ReviewUnavailableException("no answer", null);
    };
    private static final ResourceAttributes READ =
            new ResourceAttributes("get", "devops.kubesphere.io", "v1alpha3", "pipelines", "", "web", "demo", "");
    private static final ResourceAttributes WRITE =
            new ResourceAttributes("update", "devops.kubesphere.io", "v1alpha3", "pipelines", "", "web", "demo", "");

    @Test
    void theFirstThatAllowsWins() {
        assertThat(new AuthorizerChain(List.of(NO, YES)).allows(caller(Origin.KUBERNETES), READ))
                .isTrue();
        assertThat(new AuthorizerChain(List.of(NO, NO)).allows(caller(Origin.KUBERNETES), READ))
                .isFalse();
        assertThat(new AuthorizerChain(List.of()).allows(caller(Origin.KUBERNETES), READ))
                .isFalse();
    }

    @Test
    void oneThatDoesNotAnswerAllowsNothing() {
        assertThat(new AuthorizerChain(List.of(SILENT, YES)).allows(caller(Origin.KUBERNETES), READ))
                .isTrue();
        assertThatThrownBy(() -> new AuthorizerChain(List.of(SILENT, NO)).allows(caller(Origin.KUBERNETES), READ))
                .isInstanceOf(ReviewUnavailableException.class);
    }

    @Test
    void ofAListOnlyWhatIsOpenIsAskedFor() {
        List<ResourceAttributes> asked = new ArrayList<>();
        Authorizer second = (caller, attributes) -> asked.add(attributes) && attributes.equals(WRITE);

        assertThat(new AuthorizerChain(List.of((caller, attributes) -> attributes.equals(READ), second))
                        .allowed(caller(Origin.KUBERNETES), List.of(READ, WRITE)))
                .containsExactlyInAnyOrder(READ, WRITE);
        assertThat(asked).containsExactly(WRITE);
        assertThat(new AuthorizerChain(List.of(SILENT, YES)).allowed(caller(Origin.KUBERNETES), List.of(READ, WRITE)))
                .hasSize(2);
        assertThatThrownBy(() -> new AuthorizerChain(List.of(SILENT, second))
                        .allowed(caller(Origin.KUBERNETES), List.of(READ, WRITE)))
                .isInstanceOf(ReviewUnavailableException.class);
    }

    @Test
    void decisionsOfAListAreRememberedToo() {
        AtomicInteger asked = new AtomicInteger();
        CachingAuthorizer caching = new CachingAuthorizer(
                (caller, attributes) -> {
                    asked.incrementAndGet();
                    return attributes.equals(READ);
                },
                CachingAuthorizer.ALLOWED);

        assertThat(caching.allowed(caller(Origin.KUBERNETES), List.of(READ, WRITE)))
                .containsExactly(READ);
        assertThat(caching.allowed(caller(Origin.KUBERNETES), List.of(READ, WRITE)))
                .containsExactly(READ);
        assertThat(asked).hasValue(2);
    }

    /** Hundreds of refusals every five seconds would be too much for the server. */
    @Test
    void aRefusalInAListIsRememberedLonger() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger asked = new AtomicInteger();
        CachingAuthorizer caching = new CachingAuthorizer(
                (caller, attributes) -> {
                    asked.incrementAndGet();
                    return false;
                },
                nanos::get);

        caching.allowed(caller(Origin.KUBERNETES), List.of(READ));
        nanos.addAndGet(CachingAuthorizer.DENIED_IN_LIST.toNanos() - 1);
        caching.allowed(caller(Origin.KUBERNETES), List.of(READ));
        assertThat(asked).hasValue(1);
        assertThat(caching.allows(caller(Origin.KUBERNETES), READ)).isFalse();
        assertThat(asked).as("a single object is asked for").hasValue(2);
        nanos.addAndGet(1);
        caching.allowed(caller(Origin.KUBERNETES), List.of(READ));
        assertThat(asked).hasValue(3);
    }

    /** A user of Jenkins may have the name of an administrator of the cluster. */
    @Test
    void kubernetesIsNotAskedForAUserOfJenkins() {
        KubernetesAuthorizer authorizer = new KubernetesAuthorizer(() -> {
            throw new AssertionError("asked");
        });

        assertThat(authorizer.allows(caller(Origin.JENKINS), READ)).isFalse();
    }

    @Test
    void aDecisionIsAskedForAgainSoonerIfItWasNo() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean allowed = new AtomicBoolean();
        CachingAuthorizer caching = new CachingAuthorizer(
                (caller, attributes) -> {
                    asked.incrementAndGet();
                    return allowed.get();
                },
                nanos::get);

        assertThat(caching.allows(caller(Origin.KUBERNETES), READ)).isFalse();
        allowed.set(true);
        assertThat(caching.allows(caller(Origin.KUBERNETES), READ)).isFalse();
        nanos.addAndGet(CachingAuthorizer.DENIED.toNanos() + 1);
        assertThat(caching.allows(caller(Origin.KUBERNETES), READ)).isTrue();
        allowed.set(false);
        nanos.addAndGet(CachingAuthorizer.ALLOWED.toNanos() - 1);
        assertThat(caching.allows(caller(Origin.KUBERNETES), READ)).isTrue();
        assertThat(caching.allows(caller(Origin.KUBESPHERE), READ))
                .as("another caller")
                .isFalse();
        assertThat(asked).hasValue(3);
    }

    private static Caller caller(Origin origin) {
        return new Caller("alice", "", List.of(), Map.of(), origin);
    }
}
