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
    void aRunWaitsForAnExecutorInTheOrderOfTheQueue() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("sleep 1000"));
        RunRequest first = project.start();
        RunRequest second = project.start();
        RunRequest third = project.start();
        assertThat(project.find(second).state()).isEqualTo(State.QUEUED);
        assertThat(project.find(second).message()).isEqualTo("Waiting for a free executor; the engine has 1");
        engine.runs().stop(project.job, first.run());
        assertThat(project.await(second, State.RUNNING).number()).hasValue(2);
        assertThat(project.find(third).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void aPausedRunLeavesItsExecutorToOthers() {
        EngineTestProject paused = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest waiting = paused.startAndAwaitInput();
        EngineTestProject other = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        assertThat(other.awaitEnd(other.start()).result()).isEqualTo(RunResult.SUCCESS);
        paused.answer(waiting, true);
        assertThat(paused.awaitEnd(waiting).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    void aQueuedRunNamesTheBuildInFrontOfTheRun() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        project.startAndAwaitInput();
        assertThat(project.find(project.start()).message()).isEqualTo("Build #1 is already in progress");
    }

    @Test
    void aQueuedRunOfADisabledJobStartsAfterTheJobIsEnabled() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest second = project.start();
        userActions().disable(project.job);
        assertThat(project.find(second).message()).isEqualTo("Job " + project.job + " is disabled");
        project.answer(first, true);
        project.awaitEnd(first);
        assertThat(project.find(second).state()).isEqualTo(State.QUEUED);
        userActions().enable(project.job);
        project.await(second, State.PAUSED);
    }
}
