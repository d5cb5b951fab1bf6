package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.trial.cluster.TrialCluster;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.TrialJenkinsLauncher;
import io.jenkins.plugins.kubesphere.devops.trial.kapis.TrialRestApi;
import io.jenkins.plugins.kubesphere.devops.trial.output.TerminalPrinter;
import java.nio.file.Path;

/**
 * Prints what the user can do next. The last line is a command, so that it is easy to find.
 *
 * @param sample true if the sample was created
 * @param ownCluster true if the cluster is that of the user
 */
record NextStepsPrinter(
        TrialCluster cluster, boolean sample, boolean ownCluster, Path kubeconfig, TerminalPrinter terminal) {

    /**
     * @param controller null on the embedded engine
     * @param restApi null in a real Jenkins
     */
    void print(TrialJenkinsLauncher controller, TrialRestApi restApi) {
        terminal.printBlankLine();
        if (controller != null) {
            terminal.printLine("trial", "Jenkins is at " + controller.address());
            if (sample) {
                terminal.printLine("trial", "  the job: " + controller.jobUrl(cluster.project(), "hello"));
            }
        }
        terminal.printLine("trial", "The trial keeps running. Ctrl-C ends it and deletes what it created.");
        terminal.printLine("trial", "To use your own kubectl: export KUBECONFIG=" + kubeconfig.toAbsolutePath());
        terminal.printLine("trial", "In a second terminal, in this folder:");
        if (sample) {
            terminal.printLine("trial", "  ./run kubectl get pipelineruns -A -w");
            terminal.printLine("trial", "  " + nextRunCommand());
        } else if (ownCluster) {
            terminal.printLine("trial", "  ./run kubectl get devopsprojects,pipelines,pipelineruns -A");
        } else {
            terminal.printLine("trial", "  ./run kubectl apply -f samples/project.yaml");
            terminal.printLine("trial", "  ./run kubectl wait --for=condition=Ready devopsproject/demo");
            terminal.printLine("trial", "  ./run kubectl apply -f samples/pipeline.yaml -f samples/run.yaml");
        }
        if (restApi != null) {
            terminal.printLine("trial", "  " + restApi.exampleCommand(cluster.project()));
        }
    }

    private String nextRunCommand() {
        String project = cluster.project();
        String change = project.equals(TrialCluster.SAMPLE_PROJECT)
                ? "s/hello-1/hello-2/"
                : "'s/hello-1/hello-2/; s/namespace: .*/namespace: " + project + "/'";
        return "sed " + change + " samples/run.yaml | ./run kubectl apply -f - && ./run logs hello-2";
    }
}
