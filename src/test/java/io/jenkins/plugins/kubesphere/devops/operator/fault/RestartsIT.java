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

/** An operator that is stopped leaves nothing behind in the process that goes on. */
@WithCluster
class RestartsIT {
    private static final int TIMES = 5;

    @TempDir
    Path folder;

    @Test
    void nothingIsLeftOfAnOperatorThatWasStopped(Config server, TestNamespace system) {
        try (FaultProxy network = FaultProxy.before(server)) {
            // Once before, for what a process makes once.
            OperatorFixture first = start(new OperatorFixtureSetup(server, folder.resolve("engine")), network, system);
            first.project();
            first.succeeds("web-0");
            first.stop();
            Set<Thread> before = Thread.getAllStackTraces().keySet();

            for (int i = 1; i <= TIMES; i++) {
                OperatorFixture trial = start(
                        new OperatorFixtureSetup(server, folder.resolve("engine")).beside(first), network, system);
                trial.succeeds("web-" + i);
                trial.stop();
            }

            await("no connection is left").until(() -> network.connections() == 0);
            await("no thread is left").until(() -> since(before).isEmpty());
            start(new OperatorFixtureSetup(server, folder.resolve("engine")).beside(first), network, system)
                    .close();
        }
    }

    /** The threads that were not there before; one pool of OkHttp's is the process' own and ends after a minute. */
    private static List<String> since(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.equals("OkHttp TaskRunner"))
                .toList();
    }

    private static OperatorFixture start(OperatorFixtureSetup setup, FaultProxy network, TestNamespace system) {
        OperatorFixture trial =
                setup.connecting(network::config).system(system.name()).start();
        trial.await(
                () -> trial.operator.status().stream().allMatch(status -> status.state() == State.RUNNING),
                "everything is watched");
        return trial;
    }
}
