package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import org.junit.jupiter.api.Test;

/** Contract for the states and results of runs, and for answers to inputs. */
interface OutcomeContract extends EngineUnderTest {

    @Test
    default void theMessageNamesTheFailedStepAndItsStage() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("sh 'exit 3'"));
        RunSnapshot end = sample.end(sample.start());
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).contains("Build", "sh", "exit code 3").hasLineCount(1);
    }

    @Test
    default void theMessageIsThatOfTheErrorStep() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("error 'no space on ship'"));
        RunSnapshot end = sample.end(sample.start());
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).contains("Build", "no space on ship");
    }

    @Test
    default void anUnstableBuildContinues() {
        EngineTestProject sample =
                EngineTestProject.job(this, EngineTestProject.steps("unstable 'two tests failed'\necho 'went on'"));
        RunRequest run = sample.start();
        assertThat(sample.end(run).result()).isEqualTo(RunResult.UNSTABLE);
        assertThat(sample.log(run)).contains("went on");
    }

    @Test
    default void jenkinsfileThatDoesNotCompileFailsItsBuilds() {
        EngineTestProject sample = EngineTestProject.job(this, "pipeline {\n  agent any\n  stages { stage('Build' {\n");
        RunRequest run = sample.start();
        assertThat(sample.end(run).result()).isEqualTo(RunResult.FAILURE);
        assertThat(sample.find(run).message()).isNotEmpty();
    }

    @Test
    default void unknownStepFailsAndIsNamed() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("script { frobnicate 'x' }"));
        RunSnapshot end = sample.end(sample.start());
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).contains("frobnicate");
    }

    @Test
    default void aPausedRunShowsItsInputAndContinuesAfterTheAnswer() {
        EngineTestProject sample = EngineTestProject.job(
                this, EngineTestProject.steps("input message: 'Ship it?', id: 'Ship'\necho 'shipped'"));
        RunRequest run = sample.start();
        RunSnapshot paused = sample.await(run, State.PAUSED);
        assertThat(paused.input()).contains(new RunSnapshot.Input("Ship", "Ship it?"));
        assertThat(paused.result()).isEqualTo(RunResult.NONE);
        assertThat(paused.number()).hasValue(1);
        assertThat(paused.startedAt()).isPresent();
        assertThat(paused.endedAt()).isEmpty();
        engine().runs().answer(sample.job, run.run(), "Ship", true);
        assertThat(sample.end(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(sample.log(run)).contains("shipped");
    }

    @Test
    default void rejectedRunIsAborted() {
        EngineTestProject sample = EngineTestProject.job(
                this, EngineTestProject.steps("input message: 'Ship it?', id: 'Ship'\necho 'shipped'"));
        RunRequest run = sample.start();
        sample.answer(run, false);
        assertThat(sample.end(run).result()).isEqualTo(RunResult.ABORTED);
        assertThat(sample.log(run)).doesNotContain("shipped\n");
    }

    @Test
    default void anAnswerWithoutAnInputIsRefused() {
        EngineTestProject sample =
                EngineTestProject.job(this, EngineTestProject.steps("input message: 'Ship it?', id: 'Ship'"));
        RunRequest run = sample.start();
        sample.await(run, State.PAUSED);
        RefusalAssertions.of(
                () -> engine().runs().answer(sample.job, run.run(), "Other", true),
                Reason.NO_SUCH_INPUT,
                run.run().toString(),
                "Other");
        assertThat(sample.find(run).state()).isEqualTo(State.PAUSED);
        engine().runs().answer(sample.job, run.run(), "Ship", true);
        sample.end(run);
        RefusalAssertions.of(
                () -> engine().runs().answer(sample.job, run.run(), "Ship", true), Reason.NO_SUCH_INPUT, "Ship");
        RefusalAssertions.of(
                () -> engine().runs().answer(sample.job, sample.run().run(), "Ship", true),
                Reason.NO_SUCH_INPUT,
                "Ship");
    }

    @Test
    default void runningStepShowsAsRunning() {
        EngineTestProject sample =
                EngineTestProject.job(this, EngineTestProject.steps("sh 'echo begun; exec sleep 1000'"));
        RunRequest run = sample.start();
        await("the script runs").until(() -> sample.log(run).contains("\nbegun"));
        RunSnapshot running = sample.find(run);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.result()).isEqualTo(RunResult.NONE);
        assertThat(running.startedAt()).isPresent();
        assertThat(running.input()).isEmpty();
        engine().runs().stop(sample.job, run.run());
        sample.end(run);
    }

    @Test
    default void postRunsTheBlocksForTheResult() {
        String post = "post {\n always { echo 'POST always' }\n success { echo 'POST success' }\n"
                + " failure { echo 'POST failure' }\n cleanup { echo 'POST cleanup' }\n}\n";
        EngineTestProject sample = EngineTestProject.job(
                this, "pipeline { agent any; stages { stage('Build') { steps { sh 'exit 1' } } }\n" + post + "}");
        RunRequest run = sample.start();
        sample.end(run);
        assertThat(sample.log(run))
                .containsSubsequence("POST always", "POST failure", "POST cleanup")
                .doesNotContain("POST success");
    }
}
