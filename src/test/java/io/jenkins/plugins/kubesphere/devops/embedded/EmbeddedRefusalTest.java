package io.jenkins.plugins.kubesphere.devops.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import org.junit.jupiter.api.Test;

/** Refusals of the embedded engine: each message names the thing and says how to fix it. */
class EmbeddedRefusalTest extends EmbeddedEngineTestCase {
    @Test
    void valueTooLargeForAProcessIsNamed() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("sh 'true'"),
                EngineTestProject.parameter("BIG", ParameterTypes.TEXT, ""));
        RunRequest run = project.start(new RunParameter("BIG", "x".repeat(1024 * 1024)));
        assertThat(project.awaitEnd(run).message())
                .startsWith("stage \"Build\": sh: cannot start a process with these environment variables; the"
                        + " largest, BIG, has 1048576 bytes: ");
    }

    @Test
    void messagesOfRefusalsNameTheItemAndTheFix() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, "", EngineTestProject.parameter("DEBUG", ParameterTypes.BOOLEAN, "false"));
        String folder = project.job.folder();
        Owner stranger = new Owner("DevOpsProject", "", "stranger", EngineTestProject.uid());
        assertThatThrownBy(() -> engine.jobs().ensureFolder(new FolderRequest(folder, stranger)))
                .hasMessage(
                        "Folder %1$s belongs to DevOpsProject %1$s, not to DevOpsProject stranger: delete or rename it,"
                                + " or list it in adoptableFolders in the configuration of Jenkins and annotate"
                                + " DevOpsProject stranger with devops.kubesphere.io/adopt=true to adopt it",
                        folder);
        assertThatThrownBy(() -> engine.jobs().ensureFolder(new FolderRequest("a/b", stranger)))
                .hasMessage("\"a/b\" cannot be the name of a folder: it contains the character /");
        assertThatThrownBy(() -> project.start(new RunParameter("DEBUG", "maybe")))
                .hasMessage(
                        "PipelineRun %1$s/web-1: parameter \"DEBUG\" of job %1$s/web must be true or false, not \"maybe\"",
                        folder);
        assertThatThrownBy(() -> project.start(new RunParameter("DEBUGG", "true")))
                .hasMessage(
                        "PipelineRun %1$s/web-2: parameter \"DEBUGG\" of job %1$s/web is not declared; the job declares DEBUG",
                        folder);
        userActions().disable(project.job);
        assertThatThrownBy(project::start)
                .hasMessage("PipelineRun %1$s/web-3: job %1$s/web is disabled; enable it", folder);
        userActions().deleteJob(project.job);
        assertThatThrownBy(project::start)
                .hasMessage("PipelineRun %1$s/web-4: job %1$s/web does not exist; create its Pipeline", folder);
    }

    @Test
    void anUnsupportedSpecIsRefused() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        NoScmPipeline none = null;
        assertThatThrownBy(() -> project.ensure(new PipelineSpec(PipelineTypes.MULTI_BRANCH, none, null)))
                .hasMessage(
                        "Pipeline %s/web: the embedded engine runs only type \"pipeline\"; for type"
                                + " \"multi-branch-pipeline\", use ./run --jenkins",
                        project.job.folder());
        assertThatThrownBy(() -> project.ensure(new PipelineSpec(PipelineTypes.PIPELINE, none, null)))
                .hasMessage("Pipeline %s/web: spec.pipeline is missing; add it", project.job.folder());
        assertThatThrownBy(() -> engine.jobs()
                        .ensureJob(new JobRequest(
                                project.job,
                                project.pipelineOwner,
                                EngineTestProject.spec(
                                        "", false, "", EngineTestProject.parameter("F", ParameterTypes.FILE, null)))))
                .hasMessage(
                        "Pipeline %s/web: parameter \"F\" has the type \"file\", which the embedded engine does not support;"
                                + " use ./run --jenkins for it",
                        project.job.folder());
    }
}
