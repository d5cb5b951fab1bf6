package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandReader;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandRunner;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the documented commands that wait for the end of a run and show why it failed, with the real kubectl. */
@WithCluster
class KubectlWaitForRunIT {
    private static final DocumentedCommandReader RESOURCES = new DocumentedCommandReader("resources.md");

    @TempDir
    Path folder;

    private DocumentedCommandRunner shell;
    private AcceptanceTestProject scenario;

    @BeforeEach
    void start(KubernetesCluster cluster) {
        shell = DocumentedCommandRunner.create(folder, cluster.kubeconfig());
        scenario = AcceptanceTestProject.start(new EmbeddedTarget(cluster.createConfig(), folder.resolve("state")));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void theCommandsShowASuccessfulRun() {
        scenario.createPipeline("web", "pipeline { agent any; stages { stage('Build') { steps { sleep 2 } } } }");
        scenario.createRun("hello-1", "web");

        assertThat(runDocumentedCommand("Wait for the end")).endsWith(" condition met\nSucceeded");
    }

    @Test
    void theCommandsShowAFailedRun() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; stages { stage('Build') { steps { sleep 2; sh 'echo so what; exit 1' } } } }");
        scenario.createRun("hello-1", "web");

        assertThat(runDocumentedCommand("Wait for the end")).endsWith(" condition met\nFailed");
        assertThat(runDocumentedCommand("Read the log"))
                .contains("exit code 1", "\nLast lines of the log:\n", "\nso what\n");
    }

    @Test
    void theCommandsShowAStoppedRun() {
        scenario.createPipeline("web", AcceptanceTestProject.WAITS);
        scenario.awaitPhase(scenario.createRun("hello-1", "web"), "Running");
        shell.runSuccessfully("kubectl patch pipelinerun.devops.kubesphere.io/hello-1 -n " + scenario.namespace
                + " --type=merge -p '{\"spec\":{\"action\":\"Stop\"}}'");

        assertThat(runDocumentedCommand("Wait for the end")).endsWith(" condition met\nCancelled");
    }

    /** This is why the documentation does not recommend waiting for the condition Succeeded. */
    @Test
    void waitingForSuccessDoesNotEndAfterAFailure() {
        scenario.createPipeline("web", "pipeline { agent any; stages { stage('Build') { steps { sh 'exit 1' } } } }");
        scenario.awaitEnd(scenario.createRun("hello-1", "web"));

        DocumentedCommandRunner.CommandResult result =
                shell.run("kubectl wait pipelinerun.devops.kubesphere.io/hello-1 -n " + scenario.namespace
                        + " --for=condition=Succeeded --timeout=2s");

        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("timed out waiting");
    }

    private String runDocumentedCommand(String heading) {
        String command = RESOURCES.commands(heading).get(0);
        return shell.runSuccessfully(
                command.replace("-n demo", "-n " + scenario.namespace).replace("1h", "1m"));
    }
}
