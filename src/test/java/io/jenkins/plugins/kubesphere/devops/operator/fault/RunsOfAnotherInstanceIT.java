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
    void unfinishedRunsOfAnotherInstanceStayUnfinishedAndTheMessageHasTheCures() {
        List<PipelineRun> built = startBuilds();
        PipelineRun queued = createQueuedRun("queued");
        replaceInstance("b", "home-b");

        for (PipelineRun run : built) {
            PipelineRun foreign = awaitForeign(run);
            assertThat(ready(foreign).message())
                    .isEqualTo("PipelineRun " + name(run) + " belongs to instance home-a, but instance home-b holds the"
                            + " Lease now and does not act on it. Start instance home-a again; or annotate the run"
                            + " devops.kubesphere.io/take-over=true if this instance is a copy and has its build; or"
                            + " set spec.action to Stop to end the run as Cancelled, but build " + number(run) + " of "
                            + fixture.namespace + "/web in instance home-a may still run; or delete the run");
            assertThat(succeeded(foreign).status()).isEqualTo("Unknown");
            assertThat(succeeded(foreign).reason())
                    .as("the column REASON of kubectl get")
                    .isEqualTo("OtherInstance");
            assertThat(foreign.getStatus().phase()).as("the phase stays").isEqualTo("Running");
            assertThat(foreign.getStatus().completionTime()).isNull();
        }
        PipelineRun foreign = awaitForeign(queued);
        assertThat(ready(foreign).message())
                .contains(
                        " or annotate the run devops.kubesphere.io/take-over=true to build it here; or ",
                        ", but a build of " + fixture.namespace
                                + "/web in instance home-a, if it was started there, may still run; or");
        assertThat(foreign.getStatus().phase()).isEqualTo("Pending");
        assertThat(instanceId(foreign)).isEqualTo("home-a");
        assertThat(fixture.countBuilds("web")).isZero();
    }

    /** Each restart, and each reconcile, wrote it again. */
    @Test
    void aRunOfAnotherInstanceIsReportedOnce() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        PipelineRun reported = awaitForeign(run);
        fixture.await(() -> warnings(run) == 1, "one Warning Event");

        replaceInstance("b", "home-b");
        fixture.admin
                .resource(run)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        fixture.assertPipelineWorks("after");

        assertThat(get(run).getStatus()).isEqualTo(reported.getStatus());
        assertThat(warnings(run)).isEqualTo(1);
    }

    @Test
    void aRunOfAnotherInstanceIsCancelledByStop() {
        PipelineRun built = startBuilds().get(0);
        PipelineRun queued = createQueuedRun("queued");
        replaceInstance("b", "home-b");
        awaitForeign(built);

        stop(built);
        stop(queued);

        PipelineRun ended = awaitEnd(built);
        assertThat(ended.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(succeeded(ended).reason()).isEqualTo("OtherInstance");
        assertThat(succeeded(ended).message())
                .isEqualTo("PipelineRun " + name(built) + ": spec.action is Stop, so instance home-b ended the run, but"
                        + " build " + number(built) + " of " + fixture.namespace
                        + "/web in instance home-a may still run; stop it there if it must not");
        assertThat(awaitEnd(queued).getStatus().phase()).isEqualTo("Cancelled");
    }

    /** A restart of the first instance that took longer than its Lease ended all its runs. */
    @Test
    void theFirstInstanceGoesOnWithItsRunsWhenItActsAgain() {
        PipelineRun interrupted = startBuilds().get(0);
        PipelineRun queued = createQueuedRun("queued");
        replaceInstance("b", "home-b");
        awaitForeign(queued);

        replaceInstance("a", "home-a");
        releaseBuildsOfA();

        PipelineRun ended = awaitEnd(queued);
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ready(ended).reason()).isEqualTo("Bound");
        assertThat(succeeded(awaitEnd(interrupted)).message()).startsWith("interrupted by a restart of the engine\n");
    }

    @Test
    void noBuildHereHasTheNumberOfARunOfAnotherInstance() {
        PipelineRun first = startBuilds().stream()
                .filter(run -> number(run).equals("1"))
                .findFirst()
                .orElseThrow();
        replaceInstance("b", "home-b");
        awaitForeign(first);

        PipelineRun second = fixture.createRun("web-b", "web");
        releaseBuildsOfA();
        PipelineRun done = awaitEnd(second);

        assertThat(number(done)).isEqualTo(Integer.toString(EXECUTORS + 1));
        assertThat(ready(get(first)).reason()).isEqualTo("OtherInstance");
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
        awaitForeign(notTakenOver);
        assertThat(fixture.countBuilds("web")).isEqualTo(1);
    }

    @Test
    void aRunWithABuildInAnotherInstanceIsNotTakenOver() {
        PipelineRun run = startBuilds().get(0);
        annotateTakeOver(run);
        replaceInstance("b", "home-b");

        PipelineRun foreign = awaitForeign(run);
        assertThat(ready(foreign).message())
                .contains(
                        " or copy its build to this instance, because devops.kubesphere.io/take-over=true has no effect"
                                + " without the build; or ");
        assertThat(instanceId(foreign)).isEqualTo("home-a");
        assertThat(fixture.countBuilds("web")).isZero();
        stop(run);
        assertThat(awaitEnd(run).getStatus().phase()).isEqualTo("Cancelled");
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
        awaitForeign(notTakenOver);
    }

    @Test
    void aReturningInstanceKeepsCompletedRuns() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        awaitForeign(run);
        stop(run);
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
        awaitForeign(run);

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

    private void stop(PipelineRun run) {
        fixture.admin.resource(run).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"action\":\"Stop\"}}");
    }

    private long warnings(PipelineRun run) {
        return fixture.admin.v1().events().inNamespace(fixture.namespace).list().getItems().stream()
                .filter(event -> event.getType().equals("Warning"))
                .filter(event -> run.getMetadata()
                        .getUid()
                        .equals(event.getInvolvedObject().getUid()))
                .count();
    }

    private PipelineRun awaitForeign(PipelineRun run) {
        return fixture.await(run, found -> found.getStatus()
                .condition("Ready")
                .filter(ready -> "OtherInstance".equals(ready.reason()) && !ready.statusIsTrue())
                .isPresent());
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

    private static Condition ready(PipelineRun run) {
        return run.getStatus().condition("Ready").orElseThrow();
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
