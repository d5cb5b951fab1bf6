package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

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

/** Tests that a stopped operator leaves no connection and no thread behind in the running process. */
@WithCluster
class ResourceLeakIT {
    private static final int TIMES = 5;

    @TempDir
    Path folder;

    @Test
    void nothingRemainsOfAStoppedOperator(Config server, TestNamespace system) {
        try (FaultProxy network = FaultProxy.start(server)) {
            // The first start also creates what a process creates only once.
            OperatorFixture first =
                    start(new OperatorFixtureBuilder(server, folder.resolve("engine")), network, system);
            first.createProject();
            first.assertPipelineWorks("web-0");
            first.stop();
            Set<Thread> before = Thread.getAllStackTraces().keySet();

            for (int i = 1; i <= TIMES; i++) {
                OperatorFixture fixture = start(
                        new OperatorFixtureBuilder(server, folder.resolve("engine")).shareClusterWith(first),
                        network,
                        system);
                fixture.assertPipelineWorks("web-" + i);
                fixture.stop();
            }

            await("no connection is left").until(() -> network.connectionCount() == 0);
            await("no thread is left").until(() -> threadsSince(before).isEmpty());
            start(new OperatorFixtureBuilder(server, folder.resolve("engine")).shareClusterWith(first), network, system)
                    .close();
        }
    }

    /**
     * Names of the threads that did not exist before. Ignores a pool of OkHttp, which all clients of the process share
     * and which ends after a minute.
     */
    private static List<String> threadsSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.equals("OkHttp TaskRunner"))
                .toList();
    }

    private static OperatorFixture start(OperatorFixtureBuilder setup, FaultProxy network, TestNamespace system) {
        OperatorFixture fixture = setup.withConnection(network::config)
                .withSystemNamespace(system.name())
                .start();
        fixture.await(
                () -> fixture.operator.status().stream().allMatch(status -> status.state() == State.RUNNING),
                "all sessions run");
        return fixture;
    }
}
