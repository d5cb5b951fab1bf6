package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a run says of steps of other plugins, on its own controller with these plugins. */
class PluginStepsIT {
    private static final List<String> PLUGINS =
            List.of("lockable-resources", "pipeline-build-step", "junit", "pipeline-milestone-step");

    private static AcceptanceTestProject scenario;

    @TempDir
    Path state;

    @BeforeAll
    static void startController() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(PLUGINS);
        scenario = AcceptanceTestProject.start(ControllerTarget.install(files, PLUGINS));
    }

    @AfterAll
    static void close() {
        if (scenario != null) {
            scenario.close();
        }
    }

    @Test
    void aBuildThatWaitsForALockNamesIt() throws IOException {
        Path released = state.resolve("released").toAbsolutePath();
        scenario.createPipeline(
                "locks", "lock('printer') { node { sh 'while [ ! -e " + released + " ]; do sleep 0.1; done' } }");
        PipelineRun first = scenario.createRun("locks-1", "locks");
        scenario.awaitReason(first, "Succeeded", "RUNNING");
        PipelineRun second = scenario.createRun("locks-2", "locks");
        PipelineRun waits = scenario.await(second, found -> found.getStatus()
                .condition("Succeeded")
                .filter(condition -> condition.message().equals("build 2 waits for the lock \"printer\""))
                .isPresent());
        assertThat(waits.getStatus().phase()).isEqualTo("Running");
        assertThat(waits.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("QUEUED");

        Files.createFile(released);

        assertThat(scenario.awaitEnd(first).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.awaitEnd(second).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aBuildOfAnotherJobIsAStepAndNoStage() {
        scenario.createPipeline("other", "error 'other'");
        String other = scenario.namespace + " » other";
        assertThat(firstLine(run("builds", inStage("build job: 'other'"))))
                .isEqualTo("stage \"x\", step build (Building " + other + "): " + scenario.namespace
                        + "/other #1 completed with status FAILURE (propagate: false to ignore)");
    }

    @Test
    void failedTestsAreCounted() {
        String report = "<testsuite><testcase classname=\"a\" name=\"t\"><failure/></testcase></testsuite>";
        assertThat(firstLine(run("tests", inStage("writeFile file: 'r.xml', text: '" + report + "'; junit 'r.xml'"))))
                .isEqualTo("stage \"x\", step junit: 1 tests failed");
    }

    @Test
    void aRunThatALaterOneOvertookAtAMilestoneIsCancelled() {
        scenario.createPipeline(
                "miles",
                "milestone 1; if (currentBuild.number == 1) { input 'wait?' }; milestone 2; echo \"after the milestone\"");
        PipelineRun first = scenario.createRun("miles-1", "miles");
        scenario.awaitReason(first, "Succeeded", "PAUSED");

        PipelineRun second = scenario.createRun("miles-2", "miles");

        assertThat(scenario.awaitEnd(second).getStatus().phase()).isEqualTo("Succeeded");
        PipelineRun end = scenario.awaitEnd(first);
        assertThat(end.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(firstLine(end)).contains("uperseded by ");
    }

    private static PipelineRun run(String pipeline, String jenkinsfile) {
        scenario.createPipeline(pipeline, jenkinsfile);
        return scenario.awaitEnd(scenario.createRun(pipeline + "-1", pipeline));
    }

    private static String inStage(String step) {
        return "pipeline { agent any; stages { stage('x') { steps { " + step + " } } } }";
    }

    private static String firstLine(PipelineRun run) {
        return run.getStatus()
                .condition("Succeeded")
                .orElseThrow()
                .message()
                .lines()
                .findFirst()
                .orElse("");
    }
}
