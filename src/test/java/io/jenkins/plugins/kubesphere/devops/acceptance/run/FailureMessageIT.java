package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.engine.NoScmPipelineBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The message of a failed run has the last lines of its log, so kubectl shows why the build failed. */
class FailureMessageIT extends AcceptanceTestCase {
    private static final String FAILS =
            "pipeline { agent any; stages { stage('Test') { steps { sh 'set +x; echo \"2 of 7 tests failed\"; exit 3' } } } }";

    @Test
    void theMessageOfAFailedRunHasTheLastLinesOfItsLog() {
        loop.pipeline("web", FAILS);

        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));

        List<String> lines = message(run).lines().toList();
        assertThat(lines.get(0)).contains("stage \"Test\"", "sh", "exit code 3");
        assertThat(lines.get(1)).isEqualTo("Last lines of the log:");
        assertThat(lines.subList(2, lines.size()))
                .contains("2 of 7 tests failed")
                .anyMatch(line -> line.startsWith("ERROR: ") && line.endsWith("script returned exit code 3"))
                .hasSizeLessThanOrEqualTo(10)
                .noneMatch(line -> line.startsWith("[Pipeline]") || line.startsWith("Finished:"));
        assertThat(loop.awaitEvents(run, "Updated"))
                .as("an Event is one line")
                .containsOnlyOnce("Updated: Failed: " + lines.get(0));
    }

    @Test
    void theMessageOfAnUnstableRunHasTheLastLinesOfItsLog() {
        loop.pipeline(
                "web", "pipeline { agent any; stages { stage('Test') { steps { unstable 'two tests failed' } } } }");

        assertThat(message(loop.awaitOver(loop.run("web-1", "web"))))
                .contains("\nLast lines of the log:\n", "two tests failed");
    }

    @Test
    void theMessageOfAStoppedRunHasTheLastLinesOfItsLog() {
        loop.pipeline(
                "web",
                "pipeline { agent any; stages { stage('Wait') { steps { echo 'waits for the harbour'; sleep 300 } } } }");
        PipelineRun run = loop.awaitPhase(loop.run("web-1", "web"), "Running");

        loop.edit(
                run,
                found -> found.setSpec(new PipelineRunSpec(
                        found.getSpec().pipelineRef(),
                        List.of(),
                        null,
                        "Stop",
                        found.getSpec().pipelineSpec())));

        PipelineRun over = loop.awaitOver(run);
        assertThat(over.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(message(over)).contains("\nLast lines of the log:\n");
    }

    @Test
    void theMessageOfASuccessfulRunHasNoLines() {
        loop.pipeline("web", Scenario.SUCCEEDS);

        assertThat(message(loop.awaitOver(loop.run("web-1", "web")))).isEqualTo("build 1 ended SUCCESS");
    }

    @Test
    void secretParametersAndLoginsAreMasked() {
        loop.awaitReady(loop.create(
                "web",
                NoScmPipelineBuilder.named("web")
                        .parameters(new PipelineParameter("KEY", "password", "", null))
                        .jenkinsfile(
                                "pipeline { agent any; stages { stage('Test') { steps { sh 'set +x; echo \"key $KEY\";"
                                        + " echo \"clone https://bob:s3cret@example.com/x.git\"; exit 1' } } } }")
                        .spec()));

        String message =
                message(loop.awaitOver(loop.run("web-1", "web", new PipelineRunParameter("KEY", "hunter22-and-more"))));

        assertThat(message)
                .contains("key ****", "clone https://****@example.com/x.git")
                .doesNotContain("hunter22", "s3cret");
    }

    private static String message(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow().message();
    }
}
