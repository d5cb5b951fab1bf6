package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller.Origin;
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
