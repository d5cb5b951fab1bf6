package io.jenkins.plugins.kubesphere.devops.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The queue of the embedded engine: executors, disabled jobs, and builds that block others. */
class EmbeddedQueueTest extends EmbeddedEngineTestCase {
    @Override
    protected EmbeddedEngine open(Path state) {
        return new EmbeddedEngine(state, 1);
    }

    @Test
    void runWaitsForAnExecutorInTheOrderOfTheQueue() {
        EngineTestProject sample = EngineTestProject.createWithJob(this, EngineTestProject.steps("sleep 1000"));
        RunRequest first = sample.start();
        RunRequest second = sample.start();
        RunRequest third = sample.start();
        assertThat(sample.find(second).state()).isEqualTo(State.QUEUED);
        assertThat(sample.find(second).message()).isEqualTo("Waiting for a free executor; the engine has 1");
        engine.runs().stop(sample.job, first.run());
        assertThat(sample.await(second, State.RUNNING).number()).hasValue(2);
        assertThat(sample.find(third).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void runThatIsPausedLeavesItsExecutorToOthers() {
        EngineTestProject paused = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest waiting = paused.startAndAwaitInput();
        EngineTestProject other = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        assertThat(other.awaitEnd(other.start()).result()).isEqualTo(RunResult.SUCCESS);
        paused.answer(waiting, true);
        assertThat(paused.awaitEnd(waiting).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    void aQueuedRunNamesTheBuildThatBlocksIt() {
        EngineTestProject sample = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        sample.startAndAwaitInput();
        assertThat(sample.find(sample.start()).message()).isEqualTo("Build #1 is already in progress");
    }

    @Test
    void queuedRunOfADisabledJobWaitsUntilItIsEnabled() {
        EngineTestProject sample = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        manualChanges().disable(sample.job);
        assertThat(sample.find(second).message()).isEqualTo("Job " + sample.job + " is disabled");
        sample.answer(first, true);
        sample.awaitEnd(first);
        assertThat(sample.find(second).state()).isEqualTo(State.QUEUED);
        manualChanges().enable(sample.job);
        sample.await(second, State.PAUSED);
    }
}
