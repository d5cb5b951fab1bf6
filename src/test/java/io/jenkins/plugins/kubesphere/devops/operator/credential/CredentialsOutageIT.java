package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestTimings;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Interrupts the connection to the cluster. Known credentials are kept meanwhile; changes are applied afterwards. */
class CredentialsOutageIT extends SecretsTestCase {
    private FaultProxy network;
    private DevOpsOperator operator;
    private Secret token;
    private Secret deleted;

    @BeforeEach
    void startOperator() {
        network = FaultProxy.start(config);
        closeables.add(network);
        createProject();
        token = create(text("token", "at first"));
        deleted = create(text("deleted", "at first"));
        operator = start(Set.of(), network.config(), "home", sink, TestTimings.SHORT_LEASE);
        awaitText("token", "at first");
        awaitText("deleted", "at first");
        await("the operator runs").until(() -> state() == State.RUNNING);
    }

    @Test
    void credentialsAreKeptWhileConnectionsAreRefused() {
        refuse();
        awaitDisconnected();
        assertKeptDuringTheOutageAndUpdatedAfter(network::allow);
    }

    @Test
    void credentialsAreKeptWhileRequestsAreNotAnswered() {
        network.stall();
        awaitDisconnected();
        assertKeptDuringTheOutageAndUpdatedAfter(network::resume);
    }

    /** As after a change of the kubeconfig: the operator closes its informers, and cannot open new ones. */
    @Test
    void credentialsAreKeptWhileTheConnectionIsReplaced() {
        refuse();
        operator.reconnect();
        awaitDisconnected();
        assertKeptDuringTheOutageAndUpdatedAfter(network::allow);
    }

    private void refuse() {
        network.refuse();
        network.cut();
    }

    private void assertKeptDuringTheOutageAndUpdatedAfter(Runnable endOutage) {
        setData(token, "secret", "rotated");
        admin.resource(deleted).delete();
        create(text("new", "meanwhile"));
        pauseForEvents();
        assertThat(sink.incomplete).as("the sink waits for a list").isFalse();
        assertThat(sink.text(name("token"))).contains("at first");
        assertThat(sink.text(name("deleted"))).contains("at first");
        assertThat(sink.text(name("new"))).isEmpty();

        endOutage.run();
        awaitText("token", "rotated");
        awaitText("new", "meanwhile");
        awaitRemoved("deleted");
    }

    /** Waits until the operator has lost its Lease. Its sessions end at the same time. */
    private void awaitDisconnected() {
        await("the operator does not run").until(() -> state() != State.RUNNING);
    }

    private State state() {
        return operator.status().get(0).state();
    }
}
