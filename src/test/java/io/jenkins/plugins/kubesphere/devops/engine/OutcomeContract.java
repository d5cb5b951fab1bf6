package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import org.junit.jupiter.api.Test;

/** Contract for the states and results of runs, and for answers to inputs. */
interface OutcomeContract extends EngineUnderTest {

    @Test
    default void theMessageNamesTheFailedStepAndItsStage() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("sh 'exit 3'"));
        RunSnapshot end = project.awaitEnd(project.start());
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).contains("Build", "sh", "exit code 3").hasLineCount(1);
    }

    @Test
    default void theMessageIsThatOfTheErrorStep() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("error 'no space on ship'"));
        RunSnapshot end = project.awaitEnd(project.start());
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).contains("Build", "no space on ship");
    }

    @Test
    default void theMessageDoesNotContainThePasswordOfAUrl() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("error 'cannot clone https://bob:s3cret@example.com/x.git'"));
        assertThat(project.awaitEnd(project.start()).message())
                .contains("cannot clone https://****@example.com/x.git")
                .doesNotContain("s3cret");
    }

    @Test
    default void theQuestionOfAnInputIsMasked() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(
                        "input message: \"Push to https://bob:s3cret@example.com with ${params.KEY}?\", id: 'Push'"),
                EngineTestProject.parameter("KEY", "password", ""));
        RunRequest run = project.start(new RunParameter("KEY", "hunter22"));
        assertThat(project.await(run, State.PAUSED).input().orElseThrow())
                .extracting(RunSnapshot.Input::id, RunSnapshot.Input::message)
                .containsExactly("Push", "Push to https://****@example.com with ****?");
    }

    @Test
    default void anUnstableBuildContinues() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("unstable 'two tests failed'\necho 'went on'"));
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.UNSTABLE);
        assertThat(project.log(run)).contains("went on");
    }

    @Test
    default void jenkinsfileThatDoesNotCompileFailsItsBuilds() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, "pipeline {\n  agent any\n  stages { stage('Build' {\n");
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.FAILURE);
        assertThat(project.find(run).message()).isNotEmpty();
    }

    @Test
    default void unknownStepFailsAndIsNamed() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("script { frobnicate 'x' }"));
        RunSnapshot end = project.awaitEnd(project.start());
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).contains("frobnicate");
    }

    @Test
    default void aPausedRunShowsItsInputAndContinuesAfterTheAnswer() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("input message: 'Ship it?', id: 'Ship'\necho 'shipped'"));
        RunRequest run = project.start();
        RunSnapshot paused = project.await(run, State.PAUSED);
        assertThat(paused.input().orElseThrow())
                .extracting(RunSnapshot.Input::id, RunSnapshot.Input::message)
                .containsExactly("Ship", "Ship it?");
        assertThat(paused.result()).isEqualTo(RunResult.NONE);
        assertThat(paused.number()).hasValue(1);
        assertThat(paused.startedAt()).isPresent();
        assertThat(paused.endedAt()).isEmpty();
        engine().runs().answer(project.job, run.run(), "Ship", true);
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run)).contains("shipped");
    }

    @Test
    default void rejectedRunIsAborted() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("input message: 'Ship it?', id: 'Ship'\necho 'shipped'"));
        RunRequest run = project.start();
        project.answer(run, false);
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
        assertThat(project.log(run)).doesNotContain("shipped\n");
    }

    @Test
    default void anAnswerWithoutAnInputIsRefused() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("input message: 'Ship it?', id: 'Ship'"));
        RunRequest run = project.start();
        project.await(run, State.PAUSED);
        RefusalAssertions.assertRefused(
                () -> engine().runs().answer(project.job, run.run(), "Other", true),
                Reason.NO_SUCH_INPUT,
                run.run().toString(),
                "Other");
        assertThat(project.find(run).state()).isEqualTo(State.PAUSED);
        engine().runs().answer(project.job, run.run(), "Ship", true);
        project.awaitEnd(run);
        RefusalAssertions.assertRefused(
                () -> engine().runs().answer(project.job, run.run(), "Ship", true), Reason.NO_SUCH_INPUT, "Ship");
        RefusalAssertions.assertRefused(
                () -> engine().runs().answer(project.job, project.newRequest().run(), "Ship", true),
                Reason.NO_SUCH_INPUT,
                "Ship");
    }

    @Test
    default void runningStepShowsAsRunning() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("sh 'echo begun; exec sleep 1000'"));
        RunRequest run = project.start();
        await("the script runs").until(() -> project.log(run).contains("\nbegun"));
        RunSnapshot running = project.find(run);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.result()).isEqualTo(RunResult.NONE);
        assertThat(running.startedAt()).isPresent();
        assertThat(running.input()).isEmpty();
        engine().runs().stop(project.job, run.run());
        project.awaitEnd(run);
    }

    @Test
    default void postRunsTheBlocksForTheResult() {
        String post = "post {\n always { echo 'POST always' }\n success { echo 'POST success' }\n"
                + " failure { echo 'POST failure' }\n cleanup { echo 'POST cleanup' }\n}\n";
        EngineTestProject project = EngineTestProject.createWithJob(
                this, "pipeline { agent any; stages { stage('Build') { steps { sh 'exit 1' } } }\n" + post + "}");
        RunRequest run = project.start();
        project.awaitEnd(run);
        assertThat(project.log(run))
                .containsSubsequence("POST always", "POST failure", "POST cleanup")
                .doesNotContain("POST success");
    }
}
