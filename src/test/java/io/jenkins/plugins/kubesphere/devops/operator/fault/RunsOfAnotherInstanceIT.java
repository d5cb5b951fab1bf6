package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests what happens to the runs of an instance when another instance acts, or the same instance with a restored home.
 * See docs/operations.md, "Instances".
 */
@WithCluster
class RunsOfAnotherInstanceIT {
    /** Number of builds that the embedded engine runs at the same time; further runs are queued. */
    private static final int EXECUTORS = 4;

    @TempDir
    Path folder;

    private Config server;
    private String system;
    private OperatorFixture fixture;

    @BeforeEach
    void start(Config config, TestNamespace namespace) {
        server = config;
        system = namespace.name();
        fixture = new OperatorFixtureBuilder(config, folder.resolve("a"))
                .withSystemNamespace(system)
                .withInstanceId("home-a")
                .start();
        fixture.awaitRunning().createProject();
        fixture.createWaitingPipeline("web");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void unfinishedRunsOfAnotherInstanceEndAndTheMessageHasTheCure() {
        List<PipelineRun> built = startBuilds();
        PipelineRun queued = createQueuedRun("queued");
        replaceInstance("b", "home-b");

        for (PipelineRun run : built) {
            PipelineRun ended = awaitEnd(run);
            assertThat(succeeded(ended).reason()).isEqualTo("OtherInstance");
            assertThat(succeeded(ended).message())
                    .isEqualTo("PipelineRun " + name(run) + " belongs to instance home-a, which has its build "
                            + number(run) + " of "
                            + fixture.namespace
                            + "/web; this run was ended, because instance home-b holds the Lease now."
                            + " Create a new run. To keep unfinished runs the next time, annotate them with"
                            + " devops.kubesphere.io/take-over=true before another instance gets the Lease");
            assertThat(ended.getStatus().phase()).isEqualTo("Unknown");
            assertThat(ended.getStatus().condition("Ready").orElseThrow().statusIsTrue())
                    .as("Ready stays true, because the run has a build")
                    .isTrue();
        }
        PipelineRun ended = awaitEnd(queued);
        assertThat(succeeded(ended).reason()).isEqualTo("OtherInstance");
        assertThat(succeeded(ended).message())
                .contains(
                        "home-a, and it is not known whether the run was started there; this run was ended, because ");
        assertThat(ended.getStatus().condition("Ready").orElseThrow().statusIsTrue())
                .isFalse();
        assertThat(instanceId(ended)).isEqualTo("home-a");
        assertThat(fixture.countBuilds("web")).isZero();
    }

    @Test
    void noBuildHereHasTheNumberOfARunOfAnotherInstance() {
        PipelineRun first = startBuilds().stream()
                .filter(run -> number(run).equals("1"))
                .findFirst()
                .orElseThrow();
        replaceInstance("b", "home-b");
        awaitEnd(first);

        PipelineRun second = fixture.createRun("web-b", "web");
        releaseBuildsOfA();
        PipelineRun done = awaitEnd(second);

        assertThat(number(done)).isEqualTo(Integer.toString(EXECUTORS + 1));
        assertThat(succeeded(get(first)).reason()).isEqualTo("OtherInstance");
        assertThat(hasBuildOrQueueItem(first)).isFalse();
    }

    @Test
    void completedRunsAreNotChanged() {
        fixture.createPipeline("quick");
        PipelineRun run = fixture.createRun("quick-1", "quick");
        fixture.awaitSuccess(run);
        annotateTakeOver(run);
        PipelineRun before = get(run);
        replaceInstance("b", "home-b");

        fixture.assertPipelineWorks("after");
        assertThat(get(run)).isEqualTo(before);
    }

    @Test
    void aRunWithoutABuildIsTakenOverOnceByItsAnnotation() {
        startBuilds();
        PipelineRun notTakenOver = createQueuedRun("left");
        PipelineRun takenOver = createQueuedRun("taken");
        annotateTakeOver(takenOver);
        replaceInstance("b", "home-b");
        releaseBuildsOfA();

        PipelineRun ended = awaitEnd(takenOver);
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(instanceId(ended)).isEqualTo("home-b");
        assertThat(ended.getMetadata().getAnnotations()).doesNotContainKey(RunAnnotations.TAKE_OVER);
        assertThat(succeeded(awaitEnd(notTakenOver)).reason()).isEqualTo("OtherInstance");
        assertThat(fixture.countBuilds("web")).isEqualTo(1);
    }

    @Test
    void aRunWithABuildInAnotherInstanceIsNotTakenOver() {
        PipelineRun run = startBuilds().get(0);
        annotateTakeOver(run);
        replaceInstance("b", "home-b");

        PipelineRun ended = awaitEnd(run);
        assertThat(succeeded(ended).reason()).isEqualTo("OtherInstance");
        assertThat(instanceId(ended)).isEqualTo("home-a");
        assertThat(fixture.countBuilds("web")).isZero();
    }

    @Test
    void aRunIsTakenOverWithItsCopiedBuild() {
        PipelineRun withCopiedBuild = startBuilds().get(0);
        PipelineRun notTakenOver = get("built-1");
        annotateTakeOver(withCopiedBuild);
        fixture.stop();
        FolderCopier.copy(folder.resolve("a"), folder.resolve("b"));
        startInstance("b", "home-b");

        PipelineRun ended = awaitEnd(withCopiedBuild);
        assertThat(ended.getStatus().phase()).isEqualTo("Failed");
        assertThat(succeeded(ended).message()).startsWith("interrupted by a restart of the engine\n");
        assertThat(instanceId(ended)).isEqualTo("home-b");
        assertThat(number(ended)).isEqualTo(number(withCopiedBuild));
        assertThat(succeeded(awaitEnd(notTakenOver)).reason()).isEqualTo("OtherInstance");
    }

    @Test
    void aReturningInstanceKeepsCompletedRuns() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        PipelineRun ended = awaitEnd(run);

        replaceInstance("a", "home-a");

        fixture.assertPipelineWorks("after");
        assertThat(get(run)).isEqualTo(ended);
        assertThat(hasBuildOrQueueItem(run))
                .as("the engine still has the build")
                .isTrue();
        fixture.admin.resource(run).delete();
        fixture.awaitGone(run);
        assertThat(hasBuildOrQueueItem(run))
                .as("the build is deleted with its run")
                .isFalse();
    }

    @Test
    void aRunOfAnotherInstanceCanBeDeleted() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        awaitEnd(run);

        fixture.admin.resource(run).delete();

        fixture.awaitGone(run);
    }

    @Test
    void aRestoredHomeHasLostLaterBuilds() {
        fixture.stop();
        FolderCopier.copy(folder.resolve("a"), folder.resolve("backup"));
        startInstance("a", "home-a");
        PipelineRun running = startBuilds().get(0);
        PipelineRun queued = createQueuedRun("queued");
        fixture.stop();

        // Has the same instance id, but another folder, so that builds of the old process cannot interfere.
        startInstance("backup", "home-a");
        releaseBuildsOfA();

        assertThat(succeeded(awaitEnd(running)).reason()).isEqualTo("BuildDeleted");
        PipelineRun done = awaitEnd(queued);
        assertThat(done.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(number(done)).as("unused build number").isEqualTo(Integer.toString(EXECUTORS + 1));
        assertThat(succeeded(get(running)).reason()).isEqualTo("BuildDeleted");
        assertThat(fixture.countBuilds("web")).isEqualTo(1);
    }

    /** Starts runs that each have a build, which ends after {@link #releaseBuildsOfA()}. */
    private List<PipelineRun> startBuilds() {
        List<PipelineRun> runs = IntStream.range(0, EXECUTORS)
                .mapToObj(i -> fixture.createRun("built-" + i, "web"))
                .toList();
        return runs.stream().map(run -> fixture.awaitPhase(run, "Running")).toList();
    }

    /** Creates a run that waits in the queue, because no executor is free. */
    private PipelineRun createQueuedRun(String name) {
        PipelineRun run = fixture.awaitPhase(fixture.createRun(name, "web"), "Pending");
        assertThat(run.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.INSTANCE, "home-a")
                .doesNotContainKey(RunAnnotations.RUN_ID);
        assertThat(hasBuildOrQueueItem(run)).isTrue();
        return run;
    }

    /** Stops the active instance and starts one with the given folder and id. */
    private void replaceInstance(String state, String home) {
        fixture.stop();
        startInstance(state, home);
    }

    private void startInstance(String state, String home) {
        fixture = new OperatorFixtureBuilder(server, folder.resolve(state))
                .shareClusterWith(fixture)
                .withInstanceId(home)
                .start()
                .awaitRunning();
    }

    /** Ends the builds, which wait for a file in the folder of instance a, where the pipeline was created. */
    private void releaseBuildsOfA() {
        fixture.release(folder.resolve("a"));
    }

    private void annotateTakeOver(PipelineRun run) {
        fixture.admin
                .resource(run)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + RunAnnotations.TAKE_OVER + "\":\"true\"}}}");
    }

    private PipelineRun awaitEnd(PipelineRun run) {
        return fixture.await(run, found -> found.getStatus().hasEnded());
    }

    private PipelineRun get(PipelineRun run) {
        return fixture.admin.resource(run).get();
    }

    private PipelineRun get(String name) {
        return fixture.admin
                .resources(PipelineRun.class)
                .inNamespace(fixture.namespace)
                .withName(name)
                .get();
    }

    private boolean hasBuildOrQueueItem(PipelineRun run) {
        PipelineRunRef ref = new PipelineRunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        return fixture.engine
                .runs()
                .find(new JobName(fixture.namespace, run.getSpec().pipelineRef().name()), ref)
                .isPresent();
    }

    private static Condition succeeded(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow();
    }

    private static String instanceId(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.INSTANCE);
    }

    private static String number(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID);
    }

    private static String name(PipelineRun run) {
        return run.getMetadata().getNamespace() + "/" + run.getMetadata().getName();
    }
}
