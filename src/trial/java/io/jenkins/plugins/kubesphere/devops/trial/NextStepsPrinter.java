package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.trial.cluster.TrialCluster;
import java.nio.file.Path;

/**
 * What the user may do next. The command is the last line on the screen.
 *
 * @param sample whether the sample is there
 * @param given whether the cluster is the user's own
 */
record NextStepsPrinter(
        TrialCluster cluster, boolean sample, boolean given, Path kubeconfig, TerminalPrinter terminal) {

    /** @param controller null if there is no Jenkins */
    void print(JenkinsTrial controller) {
        terminal.blank();
        if (controller != null) {
            terminal.line("trial", "Jenkins is at " + controller.address());
            if (sample) {
                terminal.line("trial", "  the job: " + controller.page(cluster.project(), "hello"));
            }
        }
        terminal.line("trial", "It stays up. Ctrl-C ends it and removes what it made.");
        terminal.line("trial", "For a kubectl of your own: export KUBECONFIG=" + kubeconfig.toAbsolutePath());
        terminal.line("trial", "In a second terminal, in this folder:");
        if (sample) {
            terminal.line("trial", "  ./run kubectl get pipelineruns -A -w");
            terminal.line("trial", "  " + nextRun());
        } else if (given) {
            terminal.line("trial", "  ./run kubectl get devopsprojects,pipelines,pipelineruns -A");
        } else {
            terminal.line("trial", "  ./run kubectl apply -f samples/project.yaml");
            terminal.line("trial", "  ./run kubectl wait --for=condition=Ready devopsproject/demo");
            terminal.line("trial", "  ./run kubectl apply -f samples/pipeline.yaml -f samples/run.yaml");
        }
    }

    private String nextRun() {
        String project = cluster.project();
        String change = project.equals(TrialCluster.SAMPLE_PROJECT)
                ? "s/hello-1/hello-2/"
                : "'s/hello-1/hello-2/; s/namespace: .*/namespace: " + project + "/'";
        return "sed " + change + " samples/run.yaml | ./run kubectl apply -f - && ./run logs hello-2";
    }
}
