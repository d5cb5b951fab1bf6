package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an operator was stopped, nothing of it remains in the process, which continues. */
@WithCluster
class RestartsIT {
    private static final int TIMES = 5;

    @TempDir
    Path folder;

    @Test
    void nothingRemainsOfAStoppedOperator(Config server, TestNamespace system) {
        try (FaultProxy network = FaultProxy.before(server)) {
            // The first start also creates what a process creates only once.
            OperatorFixture first = start(new OperatorFixtureSetup(server, folder.resolve("engine")), network, system);
            first.project();
            first.assertPipelineWorks("web-0");
            first.stop();
            Set<Thread> before = Thread.getAllStackTraces().keySet();

            for (int i = 1; i <= TIMES; i++) {
                OperatorFixture fixture = start(
                        new OperatorFixtureSetup(server, folder.resolve("engine")).shareClusterWith(first),
                        network,
                        system);
                fixture.assertPipelineWorks("web-" + i);
                fixture.stop();
            }

            await("no connection is left").until(() -> network.connections() == 0);
            await("no thread is left").until(() -> threadsSince(before).isEmpty());
            start(new OperatorFixtureSetup(server, folder.resolve("engine")).shareClusterWith(first), network, system)
                    .close();
        }
    }

    /**
     * Threads that were not there before, without one pool of OkHttp that belongs to the process and ends after a
     * minute.
     */
    private static List<String> threadsSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.equals("OkHttp TaskRunner"))
                .toList();
    }

    private static OperatorFixture start(OperatorFixtureSetup setup, FaultProxy network, TestNamespace system) {
        OperatorFixture fixture =
                setup.withConnection(network::config).system(system.name()).start();
        fixture.await(
                () -> fixture.operator.status().stream().allMatch(status -> status.state() == State.RUNNING),
                "everything is watched");
        return fixture;
    }
}
