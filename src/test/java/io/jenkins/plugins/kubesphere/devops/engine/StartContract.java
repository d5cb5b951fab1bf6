package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RefType;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract of {@link RunEngine#start}: in any case, there is exactly one build for each UID. */
interface StartContract extends EngineUnderTest {

    @Test
    default void startedRunBuilds() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(end.run()).isEqualTo(run.run());
        assertThat(end.number()).hasValue(1);
        assertThat(end.startedAt()).isPresent();
        assertThat(end.endedAt().orElseThrow()).isAfterOrEqualTo(end.startedAt().orElseThrow());
        assertThat(end.hasEnded()).isTrue();
    }

    /** Otherwise whoever creates runs in a namespace could build a job that a team made in a folder of its name. */
    @Test
    default void aJobThatBelongsToNoPipelineIsNotBuilt() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        userActions().createJob(project.job);
        assertNotTouched(project);
    }

    @Test
    default void aJobInAFolderThatBelongsToNoProjectIsNotBuilt() {
        EngineTestProject project = EngineTestProject.withNamesOnly(this);
        userActions().createFolder(project.job.folder());
        userActions().createJob(project.job);
        assertNotTouched(project);
    }

    private void assertNotTouched(EngineTestProject project) {
        RunRequest run = project.newRequest();
        RefusalAssertions.assertRefused(() -> engine().runs().start(run), Reason.JOB_MISSING, project.job.toString());
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        engine().runs().stop(project.job, run.run());
        engine().runs().delete(project.job, run.run());
        RefusalAssertions.assertRefused(
                () -> engine().runs().answer(project.job, run.run(), "input", true),
                Reason.NO_SUCH_INPUT,
                run.run().toString());
        assertThat(engine().runLogs().log(project.job, run.run(), 0)).isEmpty();
        assertThat(engine().runLogs().lastLines(project.job, run.run())).isEmpty();
        assertThat(userActions().countBuilds(project.job)).isZero();
    }

    @Test
    default void nothingIsScheduledIfThePreconditionFails() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.newRequest();
        assertThatThrownBy(() -> engine().runs().start(run.withPrecondition(() -> {
                    throw new IllegalStateException("the Lease is lost");
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the Lease is lost");
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        assertThat(engine().runs().start(run).hasEnded()).isFalse();
        assertThat(project.awaitEnd(run).number()).hasValue(1);
    }

    @Test
    default void sameUidWhileQueuedIsTheSameItem() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest second = project.start();
        RunSnapshot again = engine().runs().start(second);
        assertThat(again.state()).isEqualTo(State.QUEUED);
        assertThat(again.message()).contains("#1");
        assertThat(again.number()).isEmpty();
        assertThat(again.startedAt()).isEmpty();
        project.answer(first, true);
        project.answer(second, true);
        project.awaitEnd(second);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(2);
    }

    @Test
    default void sameUidWhileRunningIsTheSameBuild() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = project.startAndAwaitInput();
        assertThat(engine().runs().start(run).number()).hasValue(1);
        project.answer(run, true);
        project.awaitEnd(run);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    default void sameUidAfterTheEndIsTheFinishedBuild() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        RunSnapshot end = project.awaitEnd(run);
        assertThat(engine().runs().start(run)).isEqualTo(end);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    default void sameUidWithOtherParametersIsStillTheSameBuild() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        RunSnapshot end = project.awaitEnd(run);
        RunRequest other = new RunRequest(
                run.run(), run.job(), run.createdAt(), "bob", List.of(new RunParameter("UNKNOWN", "value")));
        assertThat(engine().runs().start(other)).isEqualTo(end);
    }

    @Test
    default void sameUidAfterARestartIsFound() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        RunSnapshot end = project.awaitEnd(run);
        restart();
        assertThat(engine().runs().start(run)).isEqualTo(end);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    default void queuedRunSurvivesARestartAndBuildsOnce() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest second = project.start();
        restart();
        engine().runs().start(second);
        engine().runs().stop(project.job, first.run());
        project.answer(second, true);
        assertThat(project.awaitEnd(second).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(2);
    }

    @Test
    default void twentyThreadsWithOneUidStartOneBuild() throws Exception {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.newRequest();
        inParallel(Collections.nCopies(20, run));
        assertThat(project.awaitEnd(run).number()).hasValue(1);
        assertThat(project.awaitEnd(project.start()).number()).hasValue(2);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(2);
    }

    @Test
    default void thirtyRunsWithEqualParametersAreThirtyBuilds() throws Exception {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("echo params.TAG"),
                EngineTestProject.parameter("TAG", "string", "latest"));
        List<RunRequest> runs = IntStream.range(0, 30)
                .mapToObj(i -> project.newRequest(new RunParameter("TAG", "same")))
                .toList();
        inParallel(runs);
        assertThat(runs.stream().map(project::awaitEnd).map(end -> end.number().getAsInt()))
                .doesNotHaveDuplicates()
                .hasSize(30);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(30);
    }

    @Test
    default void aRunOfAMissingJobIsRefusedAndMayBeRequestedAgain() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        RefusalAssertions.assertRefused(
                () -> engine().runs().start(project.newRequest()), Reason.JOB_MISSING, project.job.toString());
        assertThat(Reason.JOB_MISSING.isRetryable()).isTrue();
    }

    /**
     * A caller that looks for the build of a run need not know whether the pipeline had branches at the start of the
     * run.
     */
    @Test
    default void aRegularJobIsFoundWithAnyBranchName() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        JobName branch = project.job.withBranch("feat/x");
        assertThat(engine().runs().find(branch, run.run())).isPresent();
        assertThat(engine().runLogs().log(branch, run.run(), 0)).isPresent();
        assertThat(engine().branches().lastScan(project.job)).isEmpty();
        engine().runs().delete(branch, run.run());
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
    }

    @Test
    default void theTypeOfABranchHasNoEffectOnARegularJob() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.newRequest().withRefType(Optional.of(RefType.TAG));
        engine().runs().start(run);
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
    }

    /** A pipeline may have become a multi-branch pipeline. Its old job must not build runs of branches. */
    @Test
    default void aRegularJobRefusesARunOfABranch() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest plain = project.newRequest();
        JobName branch = project.job.withBranch("feat/x");
        RunRequest run = new RunRequest(plain.run(), branch, plain.createdAt(), plain.creator(), List.of());
        RefusalAssertions.assertRefused(() -> engine().runs().start(run), Reason.JOB_MISSING, branch.toString());
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
    }

    @Test
    default void aRunOfADisabledJobIsRefusedUntilTheJobIsEnabled() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        userActions().disable(project.job);
        RunRequest run = project.newRequest();
        RefusalAssertions.assertRefused(
                () -> engine().runs().start(run), Reason.NOT_BUILDABLE, project.job.toString(), "disabled");
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        userActions().enable(project.job);
        engine().runs().start(run);
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    default void theNumberOfABuildNeverChanges() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = project.startAndAwaitInput();
        int number = project.find(run).number().orElseThrow();
        restart();
        assertThat(project.find(run).number()).hasValue(number);
        engine().runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).number()).hasValue(number);
    }

    @Test
    default void theNumberIsGreaterThanThoseOfEarlierRuns() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        assertThat(project.awaitEnd(project.startAbove(6)).number()).hasValue(7);
        assertThat(project.awaitEnd(project.startAbove(6)).number())
                .as("above existing numbers")
                .hasValue(8);
    }

    @Test
    default void unknownRunIsNotFound() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        assertThat(engine().runs().find(project.job, project.newRequest().run()))
                .isEmpty();
        assertThat(engine().runs()
                        .find(
                                EngineTestProject.withNamesOnly(this).job,
                                project.newRequest().run()))
                .isEmpty();
    }

    private void inParallel(List<RunRequest> runs) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            CountDownLatch begin = new CountDownLatch(1);
            CountDownLatch started = new CountDownLatch(runs.size());
            runs.forEach(run -> threads.execute(() -> {
                try {
                    begin.await();
                    engine().runs().start(run);
                    started.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            begin.countDown();
            await("all runs are started").until(() -> started.getCount() == 0);
        } finally {
            threads.shutdownNow();
        }
    }
}
