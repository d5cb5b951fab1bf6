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
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to the runs of an instance when another instance acts, or the same instance with a restored home:
 * docs/operations.md, "Instances".
 */
@WithCluster
class InstancesIT {
    /** Number of builds that the embedded engine runs at the same time; further runs are queued. */
    private static final int EXECUTORS = 4;

    @TempDir
    Path folder;

    private Config server;
    private String system;
    private OperatorFixture trial;

    @BeforeEach
    void start(Config config, TestNamespace namespace) {
        server = config;
        system = namespace.name();
        trial = new OperatorFixtureSetup(config, folder.resolve("a"))
                .system(system)
                .home("home-a")
                .start();
        trial.awaitRunning().project();
        trial.createWaitingPipeline("web");
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void unfinishedRunsOfAnotherInstanceEndAndTheMessageHasTheCure() {
        List<PipelineRun> built = startBuilds();
        PipelineRun queued = createQueuedRun("queued");
        replaceInstance("b", "home-b");

        for (PipelineRun run : built) {
            PipelineRun over = awaitOver(run);
            assertThat(succeeded(over).reason()).isEqualTo("OtherInstance");
            assertThat(succeeded(over).message())
                    .isEqualTo("PipelineRun " + name(run) + " belongs to instance home-a, which has its build "
                            + number(run) + " of "
                            + trial.namespace + "/web; this is instance home-b, which acts now. Create a new run;"
                            + " other unfinished runs of that instance are started here if they are annotated"
                            + " devops.kubesphere.io/take-over=true before this instance acts");
            assertThat(over.getStatus().phase()).isEqualTo("Unknown");
            assertThat(over.getStatus().condition("Ready").orElseThrow().holds())
                    .as("it was bound, and stays so")
                    .isTrue();
        }
        PipelineRun over = awaitOver(queued);
        assertThat(succeeded(over).reason()).isEqualTo("OtherInstance");
        assertThat(succeeded(over).message())
                .contains("home-a, and it is not known whether it was started there; this is ");
        assertThat(over.getStatus().condition("Ready").orElseThrow().holds()).isFalse();
        assertThat(instanceId(over)).isEqualTo("home-a");
        assertThat(trial.builds("web")).isZero();
    }

    @Test
    void noBuildHereHasTheNumberOfARunOfAnotherInstance() {
        PipelineRun first = startBuilds().stream()
                .filter(run -> number(run).equals("1"))
                .findFirst()
                .orElseThrow();
        replaceInstance("b", "home-b");
        awaitOver(first);

        PipelineRun second = trial.run("web-b", "web");
        releaseBuildsOfA();
        PipelineRun done = awaitOver(second);

        assertThat(number(done)).isEqualTo(Integer.toString(EXECUTORS + 1));
        assertThat(succeeded(get(first)).reason()).isEqualTo("OtherInstance");
        assertThat(isKnown(first)).isFalse();
    }

    @Test
    void completedRunsAreNotChanged() {
        trial.pipeline("quick");
        PipelineRun run = trial.run("quick-1", "quick");
        trial.awaitSuccess(run);
        annotateTakeOver(run);
        PipelineRun before = get(run);
        replaceInstance("b", "home-b");

        trial.assertPipelineWorks("after");
        assertThat(get(run)).isEqualTo(before);
    }

    @Test
    void aRunWithoutABuildIsTakenOverOnceByItsAnnotation() {
        startBuilds();
        PipelineRun left = createQueuedRun("left");
        PipelineRun taken = createQueuedRun("taken");
        annotateTakeOver(taken);
        replaceInstance("b", "home-b");
        releaseBuildsOfA();

        PipelineRun over = awaitOver(taken);
        assertThat(over.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(instanceId(over)).isEqualTo("home-b");
        assertThat(over.getMetadata().getAnnotations()).doesNotContainKey(RunAnnotations.TAKE_OVER);
        assertThat(succeeded(awaitOver(left)).reason()).isEqualTo("OtherInstance");
        assertThat(trial.builds("web")).isEqualTo(1);
    }

    @Test
    void aRunWithABuildInAnotherInstanceIsNotTakenOver() {
        PipelineRun run = startBuilds().get(0);
        annotateTakeOver(run);
        replaceInstance("b", "home-b");

        PipelineRun over = awaitOver(run);
        assertThat(succeeded(over).reason()).isEqualTo("OtherInstance");
        assertThat(instanceId(over)).isEqualTo("home-a");
        assertThat(trial.builds("web")).isZero();
    }

    @Test
    void aRunIsTakenOverWithItsCopiedBuild() {
        PipelineRun followed = startBuilds().get(0);
        PipelineRun left = get("built-1");
        annotateTakeOver(followed);
        trial.stop();
        FolderBackups.copy(folder.resolve("a"), folder.resolve("b"));
        startInstance("b", "home-b");

        PipelineRun over = awaitOver(followed);
        assertThat(over.getStatus().phase()).isEqualTo("Failed");
        assertThat(succeeded(over).message()).startsWith("interrupted by a restart of the engine\n");
        assertThat(instanceId(over)).isEqualTo("home-b");
        assertThat(number(over)).isEqualTo(number(followed));
        assertThat(succeeded(awaitOver(left)).reason()).isEqualTo("OtherInstance");
    }

    @Test
    void aReturningInstanceKeepsCompletedRuns() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        PipelineRun over = awaitOver(run);

        replaceInstance("a", "home-a");

        trial.assertPipelineWorks("after");
        assertThat(get(run)).isEqualTo(over);
        assertThat(isKnown(run)).as("its build is still there").isTrue();
        trial.admin.resource(run).delete();
        trial.awaitGone(run);
        assertThat(isKnown(run)).as("and goes with its run").isFalse();
    }

    @Test
    void aRunOfAnotherInstanceCanBeDeleted() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        awaitOver(run);

        trial.admin.resource(run).delete();

        trial.awaitGone(run);
    }

    @Test
    void aRestoredHomeHasLostLaterBuilds() {
        trial.stop();
        FolderBackups.copy(folder.resolve("a"), folder.resolve("backup"));
        startInstance("a", "home-a");
        PipelineRun bound = startBuilds().get(0);
        PipelineRun queued = createQueuedRun("queued");
        trial.stop();

        // The same instance, but in another folder, so that builds of the old process cannot interfere.
        startInstance("backup", "home-a");
        releaseBuildsOfA();

        assertThat(succeeded(awaitOver(bound)).reason()).isEqualTo("BuildDeleted");
        PipelineRun done = awaitOver(queued);
        assertThat(done.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(number(done)).as("a number that nobody has").isEqualTo(Integer.toString(EXECUTORS + 1));
        assertThat(succeeded(get(bound)).reason()).isEqualTo("BuildDeleted");
        assertThat(trial.builds("web")).isEqualTo(1);
    }

    /** Starts runs that each have a build, which ends after {@link #releaseBuildsOfA()}. */
    private List<PipelineRun> startBuilds() {
        List<PipelineRun> runs = IntStream.range(0, EXECUTORS)
                .mapToObj(i -> trial.run("built-" + i, "web"))
                .toList();
        return runs.stream().map(run -> trial.awaitPhase(run, "Running")).toList();
    }

    /** Creates a run that waits in the queue, because no executor is free. */
    private PipelineRun createQueuedRun(String name) {
        PipelineRun run = trial.awaitPhase(trial.run(name, "web"), "Pending");
        assertThat(run.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.INSTANCE, "home-a")
                .doesNotContainKey(RunAnnotations.RUN_ID);
        assertThat(isKnown(run)).isTrue();
        return run;
    }

    /** Stops the active instance and starts one with the given folder and id. */
    private void replaceInstance(String state, String home) {
        trial.stop();
        startInstance(state, home);
    }

    private void startInstance(String state, String home) {
        trial = new OperatorFixtureSetup(server, folder.resolve(state))
                .shareClusterWith(trial)
                .home(home)
                .start()
                .awaitRunning();
    }

    /** Ends the builds; they wait for a file of the instance that created the pipeline. */
    private void releaseBuildsOfA() {
        trial.release(folder.resolve("a"));
    }

    private void annotateTakeOver(PipelineRun run) {
        trial.admin
                .resource(run)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + RunAnnotations.TAKE_OVER + "\":\"true\"}}}");
    }

    private PipelineRun awaitOver(PipelineRun run) {
        return trial.await(run, found -> found.getStatus().completed());
    }

    private PipelineRun get(PipelineRun run) {
        return trial.admin.resource(run).get();
    }

    private PipelineRun get(String name) {
        return trial.admin
                .resources(PipelineRun.class)
                .inNamespace(trial.namespace)
                .withName(name)
                .get();
    }

    private boolean isKnown(PipelineRun run) {
        RunRef ref = new RunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        return trial.engine
                .runs()
                .find(new JobName(trial.namespace, run.getSpec().pipelineRef().name()), ref)
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
