package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract of {@link RunEngine#stop} and {@link RunEngine#delete}, and of the same actions of a person. */
interface StopContract extends EngineUnderTest {

    @Test
    default void aQueuedRunThatIsStoppedNeverBuilds() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        engine().runs().stop(sample.job, second.run());
        assertCancelled(sample, second);
        sample.answer(first, true);
        sample.end(first);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(1);
    }

    @Test
    default void cancelledByAPersonNeverBuildsAndIsNotStartedAgain() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        manualChanges().cancel(sample.job, second.run());
        assertCancelled(sample, second);
        assertThat(engine().runs().start(second).result()).isEqualTo(RunResult.CANCELLED_IN_QUEUE);
        sample.answer(first, true);
        sample.end(first);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(1);
    }

    @Test
    default void aRunStoppedDuringItsStartEnds() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.WAITS_FOR_INPUT);
        List<RunRequest> runs = startAtManyMoments(run -> engine().runs().stop(sample.job, run.run()), sample);
        assertThat(runs).allSatisfy(run -> assertThat(sample.end(run).result())
                .isIn(RunResult.ABORTED, RunResult.CANCELLED_IN_QUEUE));
    }

    @Test
    default void aRunStoppedWhileItIsQueuedNeverBuilds() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        List<RunRequest> runs = startAtManyMoments(run -> engine().runs().stop(sample.job, run.run()), sample);
        runs.forEach(run -> assertCancelled(sample, run));
        sample.answer(first, true);
        sample.end(first);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(1);
    }

    @Test
    default void aRunDeletedDuringItsStartIsNotFound() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.WAITS_FOR_INPUT);
        List<RunRequest> runs = startAtManyMoments(run -> engine().runs().delete(sample.job, run.run()), sample);
        assertThat(runs).allSatisfy(run -> assertThat(engine().runs().find(sample.job, run.run()))
                .isEmpty());
        assertThat(manualChanges().builds(sample.job)).isZero();
    }

    @Test
    default void aRunDeletedWhileItIsQueuedNeverBuilds() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        List<RunRequest> runs = startAtManyMoments(run -> engine().runs().delete(sample.job, run.run()), sample);
        assertThat(runs).allSatisfy(run -> assertThat(engine().runs().find(sample.job, run.run()))
                .isEmpty());
        sample.answer(first, true);
        sample.end(first);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(1);
    }

    /**
     * Starts 30 runs and performs the action right after each start. Some of these runs have left the queue, but have
     * no build yet.
     */
    private static List<RunRequest> startAtManyMoments(Consumer<RunRequest> then, EngineTestProject sample) {
        return IntStream.range(0, 30).mapToObj(i -> sample.start()).peek(then).toList();
    }

    private static void assertCancelled(EngineTestProject sample, RunRequest run) {
        RunSnapshot end = sample.end(run);
        assertThat(end.result()).isEqualTo(RunResult.CANCELLED_IN_QUEUE);
        assertThat(end.number()).isEmpty();
        assertThat(end.startedAt()).isEmpty();
        assertThat(end.endedAt()).as("end of the run").isPresent();
    }

    @Test
    default void stoppedWhileAStepRunsIsAborted() {
        EngineTestProject sample =
                EngineTestProject.job(this, EngineTestProject.steps("sh 'echo begun; sleep 1000'\necho 'not reached'"));
        RunRequest run = sample.start();
        await("the script runs").until(() -> sample.log(run).contains("\nbegun"));
        engine().runs().stop(sample.job, run.run());
        RunSnapshot end = sample.end(run);
        assertThat(end.result()).isEqualTo(RunResult.ABORTED);
        assertThat(end.number()).hasValue(1);
        assertThat(end.endedAt()).isPresent();
        assertThat(sample.log(run)).doesNotContain("not reached");
    }

    @Test
    default void stoppedWhilePausedIsAborted() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = sample.startAndAwaitInput();
        engine().runs().stop(sample.job, run.run());
        assertThat(sample.end(run).result()).isEqualTo(RunResult.ABORTED);
    }

    @Test
    default void aCompletedRunIsNotChangedByAStop() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        RunSnapshot end = sample.end(run);
        engine().runs().stop(sample.job, run.run());
        assertThat(sample.find(run)).isEqualTo(end);
        engine().runs().stop(sample.job, sample.run().run());
        engine().runs().stop(EngineTestProject.names(this).job, run.run());
    }

    @Test
    default void aDeletedQueuedRunIsNotFound() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        engine().runs().delete(sample.job, second.run());
        assertThat(engine().runs().find(sample.job, second.run())).isEmpty();
        sample.answer(first, true);
        sample.end(first);
        assertThat(manualChanges().builds(sample.job)).isEqualTo(1);
    }

    @Test
    default void aDeletedRunningRunIsStoppedAndNotFound() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = sample.startAndAwaitInput();
        engine().runs().delete(sample.job, run.run());
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
        assertThat(engine().runDetails().log(sample.job, run.run(), 0)).isEmpty();
        sample.await(sample.start(), State.PAUSED);
    }

    @Test
    default void aDeletedCompletedRunIsNeverFoundAgain() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        sample.end(run);
        engine().runs().delete(sample.job, run.run());
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
        restart();
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
        engine().runs().delete(sample.job, run.run());
    }

    @Test
    default void deletedRunMayBeStartedAgainUnderANewNumber() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        sample.end(run);
        engine().runs().delete(sample.job, run.run());
        engine().runs().start(run);
        assertThat(sample.end(run).number()).hasValue(2);
    }

    @Test
    default void aBuildDeletedByHandIsNotFound() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        sample.end(run);
        manualChanges().deleteBuild(sample.job, run.run());
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
    }
}
