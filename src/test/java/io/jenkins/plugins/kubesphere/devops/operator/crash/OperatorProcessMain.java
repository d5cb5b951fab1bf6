package io.jenkins.plugins.kubesphere.devops.operator.crash;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorDependencies;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Program of the process that is killed: operator and embedded engine with a state folder, for one namespace. */
final class OperatorProcessMain {
    static final String RUNNING = "running";

    private OperatorProcessMain() {}

    /**
     * Prints {@link #RUNNING} each time the operator connects to the cluster. Ends when its standard input is
     * closed, so that it does not run longer than the test.
     *
     * @param args kubeconfig file, state folder, namespace, system namespace, instance id, duration of its Lease in
     *     seconds
     */
    public static void main(String[] args) throws IOException {
        Path kubeconfig = Path.of(args[0]);
        EmbeddedEngine engine = new EmbeddedEngine(Path.of(args[1]));
        Duration lease = Duration.ofSeconds(Long.parseLong(args[5]));
        OperatorSettings settings = new OperatorSettings(
                args[4],
                args[3],
                new LeaseTimings(lease, lease.multipliedBy(3).dividedBy(4), Duration.ofMillis(300)),
                Set.of(args[2]),
                OperatorSettings.DEFAULT_PIPELINE_TIMEOUT,
                Duration.ofMinutes(5),
                OperatorSettings.DEFAULT_WORKERS,
                SessionTimings.DEFAULT);
        DevOpsOperator operator = new DevOpsOperator(
                settings, new OperatorDependencies(() -> Config.fromKubeconfig(kubeconfig.toFile()), engine, status -> {
                    if (status.name().startsWith("projects") && status.state() == State.RUNNING) {
                        System.out.println(RUNNING);
                    }
                }));
        operator.start();
        while (System.in.read() >= 0) {
            // The test writes nothing to standard input. This loop waits until it is closed.
        }
        Runtime.getRuntime().halt(0);
    }
}
