package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.ClusterTrialRequest;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.ConfirmationPrompt;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.TemporaryCluster;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.TrialCluster;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.UserCluster;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.UserKubeconfig;
import io.jenkins.plugins.kubesphere.devops.trial.output.TerminalPrinter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * Creates the cluster of a trial. The trial closes it at its end.
 *
 * @param port port of a temporary cluster on 127.0.0.1; 0 for any free port
 * @param sample true if the sample is created on the cluster
 * @param cleanUp closes the cluster
 */
record TrialClusterFactory(
        ClusterOptions options, int port, boolean sample, CleanUpStack cleanUp, TerminalPrinter terminal) {
    private static final Path CRD_FOLDER = Path.of("crds");

    /** @param folder folder for the data and logs of the cluster */
    TrialCluster startTemporaryCluster(Path folder) {
        String environment = System.getenv("KUBECONFIG");
        if (environment != null && !environment.isEmpty()) {
            terminal.printLine(
                    "trial", "KUBECONFIG is set, but is not used; give --kubeconfig FILE to use that cluster");
        }
        return cleanUp.add(new TemporaryCluster(KubernetesCluster.start(folder, port), CRD_FOLDER));
    }

    /** Opens the cluster of the user, shows the plan, and returns when the user has confirmed it. */
    TrialCluster openUserCluster(boolean inJenkins) throws IOException {
        if (port != 0) {
            throw new IllegalStateException(
                    "--port is for the temporary Kubernetes API; remove --port or --kubeconfig");
        }
        UserKubeconfig source = UserKubeconfig.read(options.kubeconfig, Path.of(System.getProperty("trial.from", "")));
        ClusterTrialRequest request = options.toRequest(
                sample,
                inJenkins
                        ? "in a Jenkins on this machine"
                        : "on this machine, as user " + System.getProperty("user.name") + ", without a sandbox");
        UserCluster cluster =
                cleanUp.add(new UserCluster(source, request, CRD_FOLDER, line -> terminal.printLine("cluster", line)));
        cluster.confirmPlan(
                terminal::printPlain,
                new ConfirmationPrompt(
                        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                        System.out,
                        Boolean.getBoolean("trial.terminal"),
                        options.skipConfirmation));
        return cluster;
    }
}
