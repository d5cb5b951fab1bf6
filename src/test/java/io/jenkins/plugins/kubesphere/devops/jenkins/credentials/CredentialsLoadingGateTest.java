package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Tests which namespaces wait for their credentials. */
class CredentialsLoadingGateTest {
    private final CredentialsLoadingGate gate = new CredentialsLoadingGate(new Object());

    @Test
    void eachNamespaceWaitsOnlyForItsOwnCredentials() throws Exception {
        gate.startLoading(Set.of());
        CompletableFuture<Void> quick = CompletableFuture.runAsync(() -> gate.await("quick"));
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> gate.await("slow"));

        assertThat(gate.finishLoading("quick")).isTrue();
        quick.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> slow.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        gate.finishLoading("slow");
        slow.get(10, TimeUnit.SECONDS);
    }

    @Test
    void namespacesWithoutAProjectDoNotWaitWhenTheProjectsAreKnown() {
        gate.startLoading(Set.of());
        assertThat(gate.isLoading("other")).isTrue();
        gate.finishLoading("done");
        gate.limitLoading(Set.of("done", "slow"));

        assertThat(gate.isLoading("other")).isFalse();
        assertThat(gate.isLoading("done")).as("is not loaded again").isFalse();
        assertThat(gate.isLoading("slow")).isTrue();
    }

    @Test
    void onlyServedNamespacesWait() {
        gate.startLoading(Set.of("a", "b"));
        assertThat(gate.isLoading("a")).isTrue();
        assertThat(gate.isLoading("c")).isFalse();
        gate.limitLoading(Set.of("a", "c"));
        assertThat(gate.isLoading("a")).isTrue();
        assertThat(gate.isLoading("b")).isFalse();
        assertThat(gate.isLoading("c")).isFalse();
    }

    /** A second list of the namespaces follows after a lost connection. */
    @Test
    void namespaceThatWasLoadedDoesNotWaitAfterAReconnect() {
        gate.startLoading(Set.of());
        gate.limitLoading(Set.of("a"));
        gate.finishLoading("a");
        gate.limitLoading(Set.of("a"));
        assertThat(gate.isLoading("a")).isFalse();
    }

    @Test
    void laterNamespaceWaits() {
        gate.startLoading(Set.of());
        gate.limitLoading(Set.of());
        gate.startLoading("later");
        assertThat(gate.isLoading("later")).isTrue();
        assertThat(gate.finishLoading()).isTrue();
        assertThat(gate.isLoading("later")).isFalse();
        assertThat(gate.finishLoading()).isFalse();
    }
}
