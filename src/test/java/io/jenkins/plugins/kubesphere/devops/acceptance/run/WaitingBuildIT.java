package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a run whose build has started and waits says what it waits for. Only a real Jenkins has agents. */
class WaitingBuildIT extends ControllerTestCase {
    @AfterEach
    void removeLabels() {
        if (target != null) {
            setLabels("");
        }
    }

    @Test
    void aBuildThatFindsNoAgentNamesTheLabelUntilAnAgentHasIt() throws IOException {
        scenario.createPipeline("web", "node('maven') { " + untilReleased() + " }");
        PipelineRun run = awaitReason(scenario.createRun("web-1", "web"), "QUEUED", "waits for an agent");
        assertThat(run.getStatus().phase()).isEqualTo("Running");
        assertThat(succeeded(run).message())
                .startsWith("build 1 waits for an agent: ")
                .contains("maven");
        assertThat(run.getStatus().condition("Ready").orElseThrow().status()).isEqualTo("True");

        setLabels("maven");

        assertThat(awaitReason(run, "RUNNING", "").getStatus().phase()).isEqualTo("Running");
        release();
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aBuildRunsAsLongAsOneOfItsBranchesDoes() throws IOException {
        scenario.createPipeline(
                "web", "parallel a: { node { " + untilReleased() + " } }, b: { node('gradle') { echo 'b' } }");
        PipelineRun run = awaitReason(scenario.createRun("web-1", "web"), "RUNNING", "");

        release();

        assertThat(succeeded(awaitReason(run, "QUEUED", "waits for an agent")).message())
                .contains("gradle");
        setLabels("gradle");
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    private PipelineRun awaitReason(PipelineRun run, String reason, String message) {
        return scenario.await(run, found -> found.getStatus()
                .condition("Succeeded")
                .filter(condition ->
                        reason.equals(condition.reason()) && condition.message().contains(message))
                .isPresent());
    }

    private static Condition succeeded(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow();
    }

    private String untilReleased() {
        return "sh 'while [ ! -e " + released() + " ]; do sleep 0.1; done'";
    }

    private Path released() {
        return state.resolve("released").toAbsolutePath();
    }

    private void release() throws IOException {
        Files.createFile(released());
    }

    /** Jenkins remembers which agents have a label, until it is told that labels have changed. */
    private void setLabels(String labels) {
        target.controller().http().runScript("""
                def jenkins = jenkins.model.Jenkins.get()
                jenkins.setLabelString('%s')
                jenkins.trimLabels()
                jenkins.queue.scheduleMaintenance().get()
                """.formatted(labels));
    }
}
