package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentShell;
import io.jenkins.plugins.kubesphere.devops.chart.TestedDocument;
import io.jenkins.plugins.kubesphere.devops.controlplane.Cluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the documented commands that wait for the end of a run and show why it failed, with the real kubectl. */
@WithCluster
class WaitForCompletionIT {
    private static final TestedDocument RESOURCES = new TestedDocument("resources.md");

    @TempDir
    Path folder;

    private DocumentShell shell;
    private Scenario loop;

    @BeforeEach
    void start(Cluster cluster) {
        shell = DocumentShell.in(folder, cluster.kubeconfig());
        loop = Scenario.start(new EmbeddedTarget(cluster.config(), folder.resolve("state")));
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void theCommandsShowASuccessfulRun() {
        loop.pipeline("web", "pipeline { agent any; stages { stage('Build') { steps { sleep 2 } } } }");
        loop.run("hello-1", "web");

        assertThat(documentedCommands("Wait for the end")).endsWith(" condition met\nSucceeded");
    }

    @Test
    void theCommandsShowAFailedRun() {
        loop.pipeline(
                "web",
                "pipeline { agent any; stages { stage('Build') { steps { sleep 2; sh 'echo so what; exit 1' } } } }");
        loop.run("hello-1", "web");

        assertThat(documentedCommands("Wait for the end")).endsWith(" condition met\nFailed");
        assertThat(documentedCommands("Read the log"))
                .contains("exit code 1", "\nLast lines of the log:\n", "\nso what\n");
    }

    @Test
    void theCommandsShowAStoppedRun() {
        loop.pipeline("web", Scenario.WAITS);
        loop.awaitPhase(loop.run("hello-1", "web"), "Running");
        shell.succeed("kubectl patch pipelinerun.devops.kubesphere.io/hello-1 -n " + loop.namespace
                + " --type=merge -p '{\"spec\":{\"action\":\"Stop\"}}'");

        assertThat(documentedCommands("Wait for the end")).endsWith(" condition met\nCancelled");
    }

    /** The reason why the documentation does not recommend this. */
    @Test
    void waitingForSuccessDoesNotEndAfterAFailure() {
        loop.pipeline("web", "pipeline { agent any; stages { stage('Build') { steps { sh 'exit 1' } } } }");
        loop.awaitOver(loop.run("hello-1", "web"));

        DocumentShell.CommandResult result = shell.run("kubectl wait pipelinerun.devops.kubesphere.io/hello-1 -n "
                + loop.namespace + " --for=condition=Succeeded --timeout=2s");

        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("timed out waiting");
    }

    private String documentedCommands(String heading) {
        String command = RESOURCES.commands(heading).get(0);
        return shell.succeed(command.replace("-n demo", "-n " + loop.namespace).replace("1h", "1m"));
    }
}
