package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract of {@link RunEngine#start}: in any case, there is exactly one build for each UID. */
interface StartContract extends EngineUnderTest {

    @Test
    default void startedRunBuilds() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        RunSnapshot end = sample.end(run);
        assertThat(end.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(end.run()).isEqualTo(run.run());
        assertThat(end.number()).hasValue(1);
        assertThat(end.startedAt()).isPresent();
        assertThat(end.endedAt().orElseThrow()).isAfterOrEqualTo(end.startedAt().orElseThrow());
        assertThat(end.hasEnded()).isTrue();
    }

    @Test
    default void sameUidWhileQueuedIsTheSameItem() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        RunSnapshot again = engine().runs().start(second);
        assertThat(again.state()).isEqualTo(State.QUEUED);
        assertThat(again.message()).contains("#1");
        assertThat(again.number()).isEmpty();
        assertThat(again.startedAt()).isEmpty();
        sample.answer(first, true);
        sample.answer(second, true);
        sample.end(second);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(2);
    }

    @Test
    default void sameUidWhileRunningIsTheSameBuild() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = sample.startAndAwaitInput();
        assertThat(engine().runs().start(run).number()).hasValue(1);
        sample.answer(run, true);
        sample.end(run);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(1);
    }

    @Test
    default void sameUidAfterTheEndIsTheFinishedBuild() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        RunSnapshot end = sample.end(run);
        assertThat(engine().runs().start(run)).isEqualTo(end);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(1);
    }

    @Test
    default void sameUidWithOtherParametersIsStillTheSameBuild() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        RunSnapshot end = sample.end(run);
        RunRequest other = new RunRequest(
                run.run(), run.job(), run.createdAt(), "bob", List.of(new RunParameter("UNKNOWN", "value")));
        assertThat(engine().runs().start(other)).isEqualTo(end);
    }

    @Test
    default void sameUidAfterARestartIsFound() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        RunSnapshot end = sample.end(run);
        restart();
        assertThat(engine().runs().start(run)).isEqualTo(end);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(1);
    }

    @Test
    default void queuedRunSurvivesARestartAndBuildsOnce() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        restart();
        engine().runs().start(second);
        engine().runs().stop(sample.job, first.run());
        sample.answer(second, true);
        assertThat(sample.end(second).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(2);
    }

    @Test
    default void twentyThreadsWithOneUidStartOneBuild() throws Exception {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.run();
        inParallel(Collections.nCopies(20, run));
        assertThat(sample.end(run).number()).hasValue(1);
        assertThat(sample.end(sample.start()).number()).hasValue(2);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(2);
    }

    @Test
    default void thirtyRunsWithEqualParametersAreThirtyBuilds() throws Exception {
        EngineTestProject sample = EngineTestProject.job(
                this,
                EngineTestProject.steps("echo params.TAG"),
                EngineTestProject.parameter("TAG", "string", "latest"));
        List<RunRequest> runs = IntStream.range(0, 30)
                .mapToObj(i -> sample.run(new RunParameter("TAG", "same")))
                .toList();
        inParallel(runs);
        assertThat(runs.stream().map(sample::end).map(end -> end.number().getAsInt()))
                .doesNotHaveDuplicates()
                .hasSize(30);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(30);
    }

    @Test
    default void aRunOfAMissingJobIsRefusedAndMayBeRequestedAgain() {
        EngineTestProject sample = EngineTestProject.folder(this);
        RefusalAssertions.of(() -> engine().runs().start(sample.run()), Reason.JOB_MISSING, sample.job.toString());
        assertThat(Reason.JOB_MISSING.isRetryable()).isTrue();
    }

    /** A caller that looks for the build of a run need not know whether its pipeline had branches at that time. */
    @Test
    default void aRegularJobIsFoundWithAnyBranchName() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        sample.end(run);
        JobName branch = sample.job.withBranch("feat/x");
        assertThat(engine().runs().find(branch, run.run())).isPresent();
        assertThat(engine().runDetails().log(branch, run.run(), 0)).isPresent();
        assertThat(engine().branches().lastScan(sample.job)).isEmpty();
        engine().runs().delete(branch, run.run());
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
    }

    /** A pipeline may have become a multi-branch pipeline. Its old job must not build runs of branches. */
    @Test
    default void aRegularJobRefusesARunOfABranch() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest plain = sample.run();
        JobName branch = sample.job.withBranch("feat/x");
        RunRequest run = new RunRequest(plain.run(), branch, plain.createdAt(), plain.creator(), List.of());
        RefusalAssertions.of(() -> engine().runs().start(run), Reason.JOB_MISSING, branch.toString());
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
    }

    @Test
    default void runOfADisabledJobIsRefusedUntilItIsEnabled() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        manualChanges().disable(sample.job);
        RunRequest run = sample.run();
        RefusalAssertions.of(() -> engine().runs().start(run), Reason.NOT_BUILDABLE, sample.job.toString(), "disabled");
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
        manualChanges().enable(sample.job);
        engine().runs().start(run);
        assertThat(sample.end(run).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    default void theNumberOfABuildNeverChanges() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = sample.startAndAwaitInput();
        int number = sample.find(run).number().orElseThrow();
        restart();
        assertThat(sample.find(run).number()).hasValue(number);
        engine().runs().stop(sample.job, run.run());
        assertThat(sample.end(run).number()).hasValue(number);
    }

    @Test
    default void theNumberIsGreaterThanThoseOfEarlierRuns() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        assertThat(sample.end(sample.startAbove(6)).number()).hasValue(7);
        assertThat(sample.end(sample.startAbove(6)).number())
                .as("above existing numbers")
                .hasValue(8);
    }

    @Test
    default void unknownRunIsNotFound() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        assertThat(engine().runs().find(sample.job, sample.run().run())).isEmpty();
        assertThat(engine().runs()
                        .find(EngineTestProject.names(this).job, sample.run().run()))
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
