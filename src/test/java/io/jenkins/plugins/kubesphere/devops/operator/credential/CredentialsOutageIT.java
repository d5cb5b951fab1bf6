package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Interrupts the connection to the cluster. Known credentials are kept meanwhile; changes are applied afterwards. */
class CredentialsOutageIT extends SecretsTestCase {
    private static final LeaseTimings SHORT =
            new LeaseTimings(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(300));

    private FaultProxy network;
    private DevOpsOperator operator;
    private Secret token;
    private Secret gone;

    @BeforeEach
    void startOperator() {
        network = FaultProxy.before(config);
        closing.add(network);
        label("shop");
        token = create(text("token", "at first"));
        gone = create(text("gone", "at first"));
        operator = start(Set.of(), network.config(), "home", shelf, SHORT);
        awaitText("token", "at first");
        awaitText("gone", "at first");
        await("the operator runs").until(() -> state() == State.RUNNING);
    }

    @Test
    void credentialsAreKeptWhileConnectionsAreRefused() {
        refuse();
        awaitLost();
        assertKeptDuringTheOutageAndUpdatedAfter(network::allow);
    }

    @Test
    void credentialsAreKeptWhileRequestsAreNotAnswered() {
        network.stall();
        awaitLost();
        assertKeptDuringTheOutageAndUpdatedAfter(network::resume);
    }

    /** As after a change of the kubeconfig: the operator closes its informers, and cannot open new ones. */
    @Test
    void credentialsAreKeptWhileTheConnectionIsReplaced() {
        refuse();
        operator.reconnect();
        awaitLost();
        assertKeptDuringTheOutageAndUpdatedAfter(network::allow);
    }

    private void refuse() {
        network.refuse();
        network.cut();
    }

    private void assertKeptDuringTheOutageAndUpdatedAfter(Runnable endOutage) {
        replace(token, "secret", "rotated");
        admin.resource(gone).delete();
        create(text("new", "meanwhile"));
        pauseForEvents(token);
        assertThat(shelf.awaited).as("the sink waits for a list").isFalse();
        assertThat(shelf.text(name("token"))).contains("at first");
        assertThat(shelf.text(name("gone"))).contains("at first");
        assertThat(shelf.text(name("new"))).isEmpty();

        endOutage.run();
        awaitText("token", "rotated");
        awaitText("new", "meanwhile");
        awaitNone("gone");
    }

    /** Waits until the operator has lost its Lease. Its sessions end at the same time. */
    private void awaitLost() {
        await("the operator does not run").until(() -> state() != State.RUNNING);
    }

    private State state() {
        return operator.status().get(0).state();
    }
}
