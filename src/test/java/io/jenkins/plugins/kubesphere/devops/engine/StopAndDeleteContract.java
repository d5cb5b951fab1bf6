package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract of {@link RunEngine#stop}, {@link RunEngine#pause} and {@link RunEngine#delete}, and of the same actions of a person. */
interface StopAndDeleteContract extends EngineUnderTest {

    @Test
    default void aQueuedRunThatIsStoppedNeverBuilds() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest second = project.start();
        engine().runs().stop(project.job, second.run());
        assertCancelled(project, second);
        project.answer(first, true);
        project.awaitEnd(first);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    default void cancelledByAPersonNeverBuildsAndIsNotStartedAgain() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest second = project.start();
        userActions().cancel(project.job, second.run());
        assertCancelled(project, second);
        assertThat(engine().runs().start(second).result()).isEqualTo(RunResult.CANCELLED_IN_QUEUE);
        project.answer(first, true);
        project.awaitEnd(first);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    default void aRunStoppedDuringItsStartEnds() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        List<RunRequest> runs = startAndPerform(run -> engine().runs().stop(project.job, run.run()), project);
        assertThat(runs).allSatisfy(run -> assertThat(project.awaitEnd(run).result())
                .isIn(RunResult.ABORTED, RunResult.CANCELLED_IN_QUEUE));
    }

    @Test
    default void aRunStoppedInTheQueueNeverBuilds() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        List<RunRequest> runs = startAndPerform(run -> engine().runs().stop(project.job, run.run()), project);
        runs.forEach(run -> assertCancelled(project, run));
        project.answer(first, true);
        project.awaitEnd(first);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    default void aRunDeletedDuringItsStartIsNotFound() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        List<RunRequest> runs = startAndPerform(run -> engine().runs().delete(project.job, run.run()), project);
        assertThat(runs).allSatisfy(run -> assertThat(engine().runs().find(project.job, run.run()))
                .isEmpty());
        assertThat(userActions().countBuilds(project.job)).isZero();
    }

    @Test
    default void aRunDeletedInTheQueueNeverBuilds() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        List<RunRequest> runs = startAndPerform(run -> engine().runs().delete(project.job, run.run()), project);
        assertThat(runs).allSatisfy(run -> assertThat(engine().runs().find(project.job, run.run()))
                .isEmpty());
        project.answer(first, true);
        project.awaitEnd(first);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    default void stoppedWhileAStepRunsIsAborted() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("sh 'echo begun; sleep 1000'\necho 'not reached'"));
        RunRequest run = project.start();
        await("the script runs").until(() -> project.log(run).contains("\nbegun"));
        engine().runs().stop(project.job, run.run());
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.ABORTED);
        assertThat(end.number()).hasValue(1);
        assertThat(end.endedAt()).isPresent();
        assertThat(project.log(run)).doesNotContain("not reached");
    }

    @Test
    default void stoppedWhilePausedIsAborted() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = project.startAndAwaitInput();
        engine().runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
    }

    @Test
    default void aPausedBuildHoldsItsNextStepBack() throws InterruptedException {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("sh 'echo begun; sleep 2; echo last'\necho 'next' + ' step'"));
        RunRequest run = startAndAwaitScript(project);
        engine().runs().pause(project.job, run.run());
        project.await(run, State.PAUSED_BY_USER);
        await("the running step goes on").until(() -> project.log(run).contains("\nlast"));
        Thread.sleep(1000);
        assertThat(project.log(run)).doesNotContain("next step");
        engine().runs().resume(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run)).contains("next step");
        assertThat(engine().runs().pause(project.job, run.run())).isFalse();
        assertThat(engine().runs().resume(project.job, project.newRequest().run()))
                .isFalse();
    }

    @Test
    default void stoppedWhilePausedBetweenStepsIsAborted() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("sh 'echo begun; sleep 2; echo last'\necho 'next' + ' step'"));
        RunRequest run = startAndAwaitScript(project);
        engine().runs().pause(project.job, run.run());
        await("the running step ends").until(() -> project.log(run).contains("\nlast"));
        engine().runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
        assertThat(project.log(run)).doesNotContain("next step");
    }

    private RunRequest startAndAwaitScript(EngineTestProject project) {
        RunRequest run = project.start();
        await("the script runs").until(() -> project.log(run).contains("\nbegun"));
        return run;
    }

    @Test
    default void aCompletedRunIsNotChangedByAStop() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        RunSnapshot end = project.awaitEnd(run);
        engine().runs().stop(project.job, run.run());
        assertThat(project.find(run)).isEqualTo(end);
        engine().runs().stop(project.job, project.newRequest().run());
        engine().runs().stop(EngineTestProject.withNamesOnly(this).job, run.run());
    }

    @Test
    default void aDeletedQueuedRunIsNotFound() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest second = project.start();
        engine().runs().delete(project.job, second.run());
        assertThat(engine().runs().find(project.job, second.run())).isEmpty();
        project.answer(first, true);
        project.awaitEnd(first);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    default void aDeletedRunningRunIsStoppedAndNotFound() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = project.startAndAwaitInput();
        engine().runs().delete(project.job, run.run());
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        assertThat(engine().runLogs().log(project.job, run.run(), 0)).isEmpty();
        project.await(project.start(), State.PAUSED);
    }

    @Test
    default void aDeletedCompletedRunIsNeverFoundAgain() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        engine().runs().delete(project.job, run.run());
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        restart();
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        engine().runs().delete(project.job, run.run());
    }

    @Test
    default void deletedRunMayBeStartedAgainUnderANewNumber() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        engine().runs().delete(project.job, run.run());
        engine().runs().start(run);
        assertThat(project.awaitEnd(run).number()).hasValue(2);
    }

    /**
     * Starts 30 runs and performs the action right after each start. Some of these runs have left the queue, but have
     * no build yet.
     */
    private static List<RunRequest> startAndPerform(Consumer<RunRequest> action, EngineTestProject project) {
        return IntStream.range(0, 30)
                .mapToObj(i -> project.start())
                .peek(action)
                .toList();
    }

    private static void assertCancelled(EngineTestProject project, RunRequest run) {
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.CANCELLED_IN_QUEUE);
        assertThat(end.number()).isEmpty();
        assertThat(end.startedAt()).isEmpty();
        assertThat(end.endedAt()).as("end of the run").isPresent();
    }
}
