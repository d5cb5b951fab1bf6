package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a run whose build has started and waits says what it waits for. Only a real Jenkins has agents. */
class WaitingBuildIT extends ControllerTestCase {
    @AfterEach
    void removeLabelsAndAgents() {
        if (target != null) {
            target.setBuiltInLabels("");
            removeAgents();
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
        assertThat(timeUntilWritten(run))
                .as("not only when it is looked at again")
                .isLessThan(Duration.ofSeconds(9));

        target.setBuiltInLabels("maven");

        assertThat(awaitReason(run, "RUNNING", "").getStatus().phase()).isEqualTo("Running");
        release();
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    /** A person had to open the build to see how far it is. */
    @Test
    void aBuildThatWaitsInAStageNamesItAndItsPositionAndSoDoesItsFailure() {
        scenario.createPipeline("web", """
                pipeline {
                  agent none
                  stages {
                    stage('Build') { steps { echo 'built' } }
                    stage('Test') {
                      parallel {
                        stage('Unit') { agent { label 'maven' }; steps { echo 'tested' } }
                      }
                    }
                    stage('Deploy') { steps { input message: 'Release 1.4?', id: 'Go'; error 'no disk' } }
                    stage('Report') { steps { echo 'never' } }
                  }
                }""");
        PipelineRun run = awaitReason(scenario.createRun("web-1", "web"), "QUEUED", "waits for an agent");
        assertThat(succeeded(run).message()).startsWith("stage \"Unit\" in \"Test\" (2 of 4) waits for an agent: ");

        target.setBuiltInLabels("maven");

        run = awaitReason(run, "PAUSED", "Release");
        assertThat(succeeded(run).message()).startsWith("stage \"Deploy\" (3 of 4) waits for input: Release 1.4?");
        target.proceed(scenario.job("web"), AcceptanceTestProject.ref(run), "Go");
        assertThat(succeeded(scenario.awaitEnd(run)).message())
                .startsWith("stage \"Deploy\" (3 of 4), step error: no disk");
    }

    @Test
    void aBuildThatWaitsBeforeItsFirstStageNamesItsNumber() {
        scenario.createPipeline(
                "web", "pipeline { agent { label 'maven' }; stages { stage('x') { steps { echo 'a' } } } }");
        PipelineRun run = awaitReason(scenario.createRun("web-1", "web"), "QUEUED", "waits for an agent");
        assertThat(succeeded(run).message()).startsWith("build 1 waits for an agent: ");
    }

    @Test
    void aBuildRunsAsLongAsOneOfItsBranchesDoes() throws IOException {
        scenario.createPipeline(
                "web", "parallel a: { node { " + untilReleased() + " } }, b: { node('gradle') { echo 'b' } }");
        PipelineRun run = awaitReason(scenario.createRun("web-1", "web"), "RUNNING", "");

        release();

        assertThat(succeeded(awaitReason(run, "QUEUED", "waits for an agent")).message())
                .contains("gradle");
        target.setBuiltInLabels("gradle");
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    /** A label that only an agent has which is not connected. */
    @Test
    void aBuildWhoseOnlyAgentIsOfflineSaysSoUntilAnotherHasTheLabel() throws IOException {
        addOfflineAgent("builder", "gpu");
        scenario.createPipeline("web", "node('gpu') { " + untilReleased() + " }");

        PipelineRun run = awaitReason(scenario.createRun("web-1", "web"), "QUEUED", "offline");

        assertThat(succeeded(run).message()).isEqualTo("build 1 waits for an agent: ‘builder’ is offline");
        target.setBuiltInLabels("gpu");
        awaitReason(run, "RUNNING", "");
        release();
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aRunThatWaitsForAnotherBuildOfItsJobNamesIt() throws IOException {
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .disableConcurrent(true)
                        .jenkinsfile("node { " + untilReleased() + " }")
                        .spec()));
        awaitReason(scenario.createRun("web-1", "web"), "RUNNING", "");

        PipelineRun second = awaitReason(scenario.createRun("web-2", "web"), "QUEUED", "#1");

        assertThat(succeeded(second).message()).contains("already in progress");
        assertThat(second.getStatus().phase()).isEqualTo("Pending");
        release();
        assertThat(scenario.awaitEnd(second).getStatus().phase()).isEqualTo("Succeeded");
    }

    /** A build without an agent has no queue item whose end could tell that it runs. */
    @Test
    void aBuildWithoutAnAgentRunsWithItsFirstStepThatLasts() throws IOException {
        scenario.createPipeline("web", "echo 'a'; sleep 60");
        PipelineRun run = awaitReason(scenario.createRun("web-1", "web"), "RUNNING", "");
        assertThat(timeUntilWritten(run))
                .as("not only when it is looked at again")
                .isLessThan(Duration.ofSeconds(9));
    }

    private static Duration timeUntilWritten(PipelineRun run) {
        return Duration.between(
                Instant.parse(run.getStatus().startTime()),
                Instant.parse(run.getStatus().updateTime()));
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

    private void addOfflineAgent(String name, String label) {
        target.controller().http().runScript("""
                def agent = new hudson.slaves.DumbSlave('%s', '%s', new hudson.slaves.JNLPLauncher())
                agent.labelString = '%s'
                jenkins.model.Jenkins.get().addNode(agent)
                """.formatted(name, state.resolve(name), label));
    }

    private void removeAgents() {
        target.controller().http().runScript("""
                def jenkins = jenkins.model.Jenkins.get()
                jenkins.nodes.each { jenkins.removeNode(it) }
                """);
    }
}
