package io.jenkins.plugins.kubesphere.devops.embedded;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFixtureProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the embedded engine does not support, and its messages about that. */
class EmbeddedLimitsTest extends EmbeddedEngineFixture {
    @Override
    protected EmbeddedEngine open(Path state) {
        return new EmbeddedEngine(state, 1);
    }

    @Test
    void runWaitsForAnExecutorInTheOrderOfTheQueue() {
        EngineFixtureProject sample = EngineFixtureProject.job(this, EngineFixtureProject.steps("sleep 1000"));
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
        EngineFixtureProject paused = EngineFixtureProject.job(this, EngineFixtureProject.WAITS_FOR_INPUT);
        RunRequest waiting = paused.startAndAwaitInput();
        EngineFixtureProject other = EngineFixtureProject.job(this, EngineFixtureProject.steps("echo 'hello'"));
        assertThat(other.end(other.start()).result()).isEqualTo(RunResult.SUCCESS);
        paused.answer(waiting, true);
        assertThat(paused.end(waiting).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    void aQueuedRunNamesTheBuildThatBlocksIt() {
        EngineFixtureProject sample =
                EngineFixtureProject.jobWithoutConcurrency(this, EngineFixtureProject.WAITS_FOR_INPUT);
        sample.startAndAwaitInput();
        assertThat(sample.find(sample.start()).message()).isEqualTo("Build #1 is already in progress");
    }

    @Test
    void queuedRunOfADisabledJobWaitsUntilItIsEnabled() {
        EngineFixtureProject sample =
                EngineFixtureProject.jobWithoutConcurrency(this, EngineFixtureProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        manualChanges().disable(sample.job);
        assertThat(sample.find(second).message()).isEqualTo("Job " + sample.job + " is disabled");
        sample.answer(first, true);
        sample.end(first);
        assertThat(sample.find(second).state()).isEqualTo(State.QUEUED);
        manualChanges().enable(sample.job);
        sample.await(second, State.PAUSED);
    }

    @Test
    void loopInGroovyCodeCanBeStopped() {
        EngineFixtureProject sample = EngineFixtureProject.job(
                this, EngineFixtureProject.steps("script { echo 'spinning'\n while (true) { } }"));
        RunRequest run = sample.start();
        await("it spins").until(() -> sample.log(run).contains("spinning"));
        engine.runs().stop(sample.job, run.run());
        RunSnapshot end = sample.end(run);
        assertThat(end.result()).isEqualTo(RunResult.ABORTED);
        assertThat(end.message()).isEqualTo("stage \"Build\": stopped");
    }

    @Test
    void postRunsAfterAStop() {
        EngineFixtureProject sample = EngineFixtureProject.job(
                this,
                "pipeline {\n agent any\n stages { stage('Wait') { steps { input 'Go on?' } } }\n"
                        + " post { aborted { sh 'echo post $((1+1))' } }\n}");
        RunRequest run = sample.startAndAwaitInput();
        engine.runs().stop(sample.job, run.run());
        assertThat(sample.end(run).result()).isEqualTo(RunResult.ABORTED);
        assertThat(sample.log(run)).contains("post 2\n", "Finished: ABORTED");
    }

    @Test
    void valueTooLargeForAProcessIsNamed() {
        EngineFixtureProject sample = EngineFixtureProject.job(
                this,
                EngineFixtureProject.steps("sh 'true'"),
                EngineFixtureProject.parameter("BIG", ParameterTypes.TEXT, ""));
        RunRequest run = sample.start(new RunParameter("BIG", "x".repeat(1024 * 1024)));
        assertThat(sample.end(run).message())
                .startsWith("stage \"Build\": sh: cannot start a process with these environment variables; the"
                        + " largest, BIG, has 1048576 bytes: ");
    }

    @Test
    void parametersOfTheJenkinsfileAreKnownBeforeTheFirstBuild() {
        String jenkinsfile = "pipeline {\n agent any\n parameters {\n string(name: 'A', defaultValue: 'file')\n"
                + " string(name: 'B', defaultValue: 'file')\n }\n"
                + " stages { stage('Show') { steps { echo \"<$A $B>\" } } }\n}";
        EngineFixtureProject sample = EngineFixtureProject.job(
                this, jenkinsfile, EngineFixtureProject.parameter("A", ParameterTypes.STRING, "spec"));
        RunRequest byDefault = sample.start();
        RunRequest given = sample.start(new RunParameter("B", "given"));
        sample.end(given);
        assertThat(sample.log(byDefault)).contains("<spec file>");
        assertThat(sample.log(given)).contains("<spec given>");
    }

    @Test
    void refusalsNameTheThingAndTheCure() {
        EngineFixtureProject sample = EngineFixtureProject.job(
                this, "", EngineFixtureProject.parameter("DEBUG", ParameterTypes.BOOLEAN, "false"));
        String folder = sample.job.folder();
        Owner stranger = new Owner("DevOpsProject", "", "stranger", EngineFixtureProject.uid());
        assertThatThrownBy(() -> engine.jobs().ensureFolder(new FolderRequest(folder, stranger)))
                .hasMessage(
                        "Folder %1$s belongs to DevOpsProject %1$s, not to DevOpsProject stranger: delete or rename it,"
                                + " or annotate DevOpsProject stranger with devops.kubesphere.io/adopt=true to take it"
                                + " over",
                        folder);
        assertThatThrownBy(() -> engine.jobs().ensureFolder(new FolderRequest("a/b", stranger)))
                .hasMessage("\"a/b\" cannot be the name of a folder: it contains the character /");
        assertThatThrownBy(() -> sample.start(new RunParameter("DEBUG", "maybe")))
                .hasMessage(
                        "PipelineRun %1$s/web-1: parameter \"DEBUG\" of job %1$s/web must be true or false, not \"maybe\"",
                        folder);
        assertThatThrownBy(() -> sample.start(new RunParameter("DEBUGG", "true")))
                .hasMessage(
                        "PipelineRun %1$s/web-2: parameter \"DEBUGG\" of job %1$s/web is not declared; the job declares DEBUG",
                        folder);
        manualChanges().disable(sample.job);
        assertThatThrownBy(sample::start)
                .hasMessage("PipelineRun %1$s/web-3: job %1$s/web is disabled; enable it", folder);
        manualChanges().deleteJob(sample.job);
        assertThatThrownBy(sample::start)
                .hasMessage("PipelineRun %1$s/web-4: job %1$s/web does not exist; create its Pipeline", folder);
    }

    @Test
    void anUnsupportedSpecIsRefused() {
        EngineFixtureProject sample = EngineFixtureProject.folder(this);
        NoScmPipeline none = null;
        assertThatThrownBy(() -> sample.ensure(new PipelineSpec(PipelineTypes.MULTI_BRANCH, none, null)))
                .hasMessage(
                        "Pipeline %s/web: the embedded engine runs type \"pipeline\" with spec.pipeline, not type"
                                + " \"multi-branch-pipeline\"; use ./run --jenkins for it",
                        sample.job.folder());
        assertThatThrownBy(() -> engine.jobs()
                        .ensureJob(new JobRequest(
                                sample.job,
                                sample.pipeline,
                                EngineFixtureProject.spec(
                                        "",
                                        false,
                                        "",
                                        EngineFixtureProject.parameter("F", ParameterTypes.FILE, null)))))
                .hasMessage(
                        "Pipeline %s/web: parameter \"F\" has the type \"file\", which the embedded engine does not support;"
                                + " use ./run --jenkins for it",
                        sample.job.folder());
    }
}
