package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the message of a failed run has the last lines of its log, so kubectl shows why it failed. */
class FailureMessageIT extends AcceptanceTestCase {
    private static final String FAILS =
            "pipeline { agent any; stages { stage('Test') { steps { sh 'set +x; echo \"2 of 7 tests failed\"; exit 3' } } } }";

    @Test
    void theMessageOfAFailedRunHasTheLastLinesOfItsLog() {
        scenario.createPipeline("web", FAILS);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        List<String> lines = message(run).lines().toList();
        assertThat(lines.get(0)).contains("stage \"Test\"", "sh", "exit code 3");
        assertThat(lines.get(1)).isEqualTo("Last lines of the log:");
        assertThat(lines.subList(2, lines.size()))
                .contains("2 of 7 tests failed")
                .anyMatch(line -> line.startsWith("ERROR: ") && line.endsWith("script returned exit code 3"))
                .hasSizeLessThanOrEqualTo(10)
                .noneMatch(line -> line.startsWith("[Pipeline]") || line.startsWith("Finished:"));
        assertThat(scenario.awaitEvents(run, "Updated"))
                .as("an Event is one line")
                .containsOnlyOnce("Updated: Failed: " + lines.get(0));
    }

    @Test
    void theMessageOfAnUnstableRunHasTheLastLinesOfItsLog() {
        scenario.createPipeline(
                "web", "pipeline { agent any; stages { stage('Test') { steps { unstable 'two tests failed' } } } }");

        assertThat(message(scenario.awaitEnd(scenario.createRun("web-1", "web"))))
                .contains("\nLast lines of the log:\n", "two tests failed");
    }

    @Test
    void theMessageOfAStoppedRunHasTheLastLinesOfItsLog() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; stages { stage('Wait') { steps { echo 'waits for the harbour'; sleep 300 } } } }");
        PipelineRun run = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");

        scenario.edit(
                run,
                found -> found.setSpec(new PipelineRunSpec(
                        found.getSpec().pipelineRef(),
                        List.of(),
                        null,
                        "Stop",
                        found.getSpec().pipelineSpec())));

        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(message(ended)).contains("\nLast lines of the log:\n");
    }

    @Test
    void theMessageOfASuccessfulRunHasNoLines() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        assertThat(message(scenario.awaitEnd(scenario.createRun("web-1", "web"))))
                .isEqualTo("build 1 ended with result SUCCESS");
    }

    @Test
    void secretParametersAndLoginsAreMasked() {
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .parameters(new PipelineParameter("KEY", "password", "", null))
                        .jenkinsfile(
                                "pipeline { agent any; stages { stage('Test') { steps { sh 'set +x; echo \"key $KEY\";"
                                        + " echo \"clone https://bob:s3cret@example.com/x.git\"; exit 1' } } } }")
                        .spec()));

        String message = message(scenario.awaitEnd(
                scenario.createRun("web-1", "web", new PipelineRunParameter("KEY", "hunter22-and-more"))));

        assertThat(message)
                .contains("key ****", "clone https://****@example.com/x.git")
                .doesNotContain("hunter22", "s3cret");
    }

    /** Only the build knows its secret parameters: they are no credentials of the project. */
    @Test
    void theQuestionAndTheErrorOfABuildDoNotShowASecretParameter() {
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .parameters(new PipelineParameter("KEY", "password", "", null))
                        .jenkinsfile("pipeline { agent any; stages { stage('Test') { steps {\n"
                                + "input message: \"Use ${params.KEY}?\", id: 'Use'\n"
                                + "error \"no luck with ${params.KEY}\" } } } }")
                        .spec()));

        PipelineRun run = scenario.await(
                scenario.createRun("web-1", "web", new PipelineRunParameter("KEY", "hunter22-and-more")),
                found -> found.getStatus()
                        .condition("Succeeded")
                        .filter(condition -> "PAUSED".equals(condition.reason()))
                        .isPresent());
        assertThat(message(run)).contains("Use ****?").doesNotContain("hunter22");

        scenario.target.proceed(scenario.job("web"), AcceptanceTestProject.ref(run), "Use");
        assertThat(message(scenario.awaitEnd(run)))
                .containsPattern("^stage \"Test\".*: no luck with \\*{4}\n")
                .doesNotContain("hunter22");
    }

    @Test
    void neitherConditionsNorEventsHaveThePasswordOfAUrl() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; stages { stage('Clone') { steps {"
                        + " error 'cannot clone https://bob:s3cret@example.com/x.git' } } } }");

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(message(run))
                .contains("cannot clone https://****@example.com/x.git")
                .doesNotContain("s3cret");
        assertThat(scenario.awaitEvents(run, "Updated"))
                .anyMatch(event -> event.contains("https://****@example.com"))
                .noneMatch(event -> event.contains("s3cret"));
    }

    private static String message(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow().message();
    }
}
