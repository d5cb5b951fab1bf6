package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a run says of steps of other plugins, on its own controller with these plugins. */
class PluginStepsIT {
    private static final List<String> PLUGINS = List.of(
            "lockable-resources", "throttle-concurrents", "pipeline-build-step", "junit", "pipeline-milestone-step");

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
    void aBuildThatWaitsForALockNamesItAndTheBuildThatHoldsIt() throws IOException {
        scenario.createPipeline("locks", "lock('printer') { node { " + untilReleased() + " } }");
        PipelineRun first = scenario.createRun("locks-1", "locks");
        scenario.awaitReason(first, "Succeeded", "RUNNING");
        PipelineRun second = scenario.createRun("locks-2", "locks");
        PipelineRun waits = awaitMessage(
                second, "build 2 waits for the lock \"printer\", held by " + scenario.namespace + "/locks #1");
        assertThat(waits.getStatus().phase()).isEqualTo("Running");
        assertThat(waits.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("QUEUED");
        assertThat(Duration.between(
                        Instant.parse(waits.getStatus().startTime()),
                        Instant.parse(waits.getStatus().updateTime())))
                .as("not only when it is looked at again")
                .isLessThan(Duration.ofSeconds(9));

        Files.createFile(released());

        assertThat(scenario.awaitEnd(first).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.awaitEnd(second).getStatus().phase()).isEqualTo("Succeeded");
    }

    /** One of three locks is enough to wait. */
    @Test
    void aBuildThatWaitsForSeveralLocksNamesThemAll() throws IOException {
        scenario.createPipeline("holds", "lock('right') { node { " + untilReleased() + " } }");
        scenario.createPipeline(
                "asks",
                "lock(resource: 'left', extra: [[resource: 'right'], [label: 'phones', quantity: 1]]) { echo 'a' }");
        awaitMessage(scenario.createRun("holds-1", "holds"), "build 1 is RUNNING");
        script("org.jenkins.plugins.lockableresources.LockableResourcesManager.get()"
                + ".createResourceWithLabel('phone', 'phones')");

        PipelineRun run = scenario.createRun("asks-1", "asks");

        awaitMessage(
                run,
                "build 1 waits for the lock \"left\", \"right\", with the label \"phones\", held by "
                        + scenario.namespace + "/holds #1");
        Files.createFile(released());
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aBuildOfAnotherProjectThatHoldsALockIsNotNamed() throws IOException {
        AcceptanceTestProject other = scenario.inOtherNamespace();
        other.createProject(other.namespace);
        other.createPipeline("secret", "lock('scanner') { node { " + untilReleased() + " } }");
        other.awaitReason(other.createRun("secret-1", "secret"), "Succeeded", "RUNNING");
        scenario.createPipeline("scans", "lock('scanner') { echo 'a' }");

        PipelineRun run = scenario.createRun("scans-1", "scans");

        awaitMessage(run, "build 1 waits for the lock \"scanner\", held by a build of another project");
        Files.createFile(released());
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        other.deleteProject();
    }

    @Test
    void aBuildThatIsThrottledSaysSo() throws IOException {
        String limit = script("""
                import hudson.plugins.throttleconcurrents.ThrottleJobProperty
                def limit = new ThrottleJobProperty.ThrottleCategory('one', 0, 1, [])
                def settings = jenkins.model.Jenkins.get().getDescriptor(ThrottleJobProperty)
                settings.setCategories([limit])
                println(settings.getCategoryByName('one').maxConcurrentTotal)
                """);
        assertThat(limit).contains("1");
        String throttled = "throttle(['one']) { node { " + untilReleased() + " } }";
        scenario.createPipeline("first", throttled);
        scenario.createPipeline("second", throttled);
        PipelineRun first = scenario.createRun("first-1", "first");
        scenario.awaitReason(first, "Succeeded", "RUNNING");

        PipelineRun second = scenario.createRun("second-1", "second");

        String message = scenario.awaitReason(
                scenario.await(second, found -> message(found).contains("waits for an agent")), "Succeeded", "QUEUED");
        assertThat(message).startsWith("build 1 waits for an agent: Already running 1 builds across all nodes");
        Files.createFile(released());
        assertThat(scenario.awaitEnd(first).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.awaitEnd(second).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aBuildOfAnotherJobIsAStepAndNoStage() {
        scenario.createPipeline("other", "error 'other'");
        String other = scenario.namespace + " » other";
        assertThat(firstLine(run("builds", inStage("build job: 'other'"))))
                .isEqualTo("stage \"x\" (1 of 1), step build (Building " + other + "): " + scenario.namespace
                        + "/other #1 completed with status FAILURE (propagate: false to ignore)");
    }

    @Test
    void failedTestsAreCounted() {
        String report = "<testsuite><testcase classname=\"a\" name=\"t\"><failure/></testcase></testsuite>";
        assertThat(firstLine(run("tests", inStage("writeFile file: 'r.xml', text: '" + report + "'; junit 'r.xml'"))))
                .isEqualTo("stage \"x\" (1 of 1), step junit: 1 tests failed");
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

    private String untilReleased() {
        return "sh 'while [ ! -e " + released() + " ]; do sleep 0.1; done'";
    }

    private Path released() {
        return state.resolve("released").toAbsolutePath();
    }

    private static String script(String groovy) {
        return ((ControllerTarget) scenario.target).controller().http().runScript(groovy);
    }

    private static PipelineRun awaitMessage(PipelineRun run, String message) {
        return scenario.await(run, found -> message(found).equals(message));
    }

    private static String message(PipelineRun run) {
        return run.getStatus().condition("Succeeded").map(Condition::message).orElse("");
    }

    private static PipelineRun run(String pipeline, String jenkinsfile) {
        scenario.createPipeline(pipeline, jenkinsfile);
        return scenario.awaitEnd(scenario.createRun(pipeline + "-1", pipeline));
    }

    private static String inStage(String step) {
        return "pipeline { agent any; stages { stage('x') { steps { " + step + " } } } }";
    }

    private static String firstLine(PipelineRun run) {
        return message(run).lines().findFirst().orElse("");
    }
}
