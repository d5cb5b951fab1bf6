package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests that edits of people in a job or folder are reverted and reported. */
@WithJenkins
class DriftTest extends DriftTestCase {
    @Test
    void theDriftOfAnEditedJobListsTheRestoredFields() throws Exception {
        JobRequest request = new JobRequest(
                project.job,
                project.pipelineOwner,
                EngineTestProject.spec("ours", true, SCRIPT, EngineTestProject.parameter("TAG", "string", "latest")));
        ruleEngine.engine().jobs().ensureJob(request);
        WorkflowJob job = job(folder + "/web");
        job.setDescription("mine");
        job.setDisplayName("Mine");
        job.removeProperty(ParametersDefinitionProperty.class);
        job.setConcurrentBuild(true);
        job.makeDisabled(true);

        assertThat(ruleEngine.engine().jobs().ensureJob(request).driftBefore())
                .isEqualTo(new Drift("", true, List.of("description", "disable_concurrent", "parameters/TAG")));

        assertThat(job.isDisabled()).isFalse();
        assertThat(job.getDisplayName()).isEqualTo("Mine");
        assertThat(ruleEngine.engine().jobs().ensureJob(request))
                .isEqualTo(new JobOutcome(ItemOperationResult.UNCHANGED));
    }

    @Test
    void textsOfAFolderAreRestoredIfTheProjectHasThem() throws Exception {
        FolderRequest described = new FolderRequest(folder, project.projectOwner, "演示", "one\r\ntwo", false);
        folder(folder).setDescription("of a person");
        assertThat(ensureFolder()).isEqualTo(new FolderOutcome(ItemOperationResult.UNCHANGED));

        assertThat(ruleEngine.engine().jobs().ensureFolder(described))
                .isEqualTo(new FolderOutcome(ItemOperationResult.UPDATED));
        assertThat(folder(folder).getDisplayName()).isEqualTo("演示");
        assertThat(folder(folder).getDescription()).isEqualTo("one\ntwo");
        jenkins.configRoundtrip(folder(folder));
        jenkins.jenkins.reload();
        assertThat(ruleEngine.engine().jobs().ensureFolder(described))
                .isEqualTo(new FolderOutcome(ItemOperationResult.UNCHANGED));

        folder(folder).setDescription("mine");
        assertThat(ruleEngine.engine().jobs().ensureFolder(described))
                .isEqualTo(
                        new FolderOutcome(ItemOperationResult.UPDATED, new Drift("", false, List.of("description"))));
        assertThat(folder(folder).getDescription()).isEqualTo("one\ntwo");

        assertThat(ensureFolder()).isEqualTo(new FolderOutcome(ItemOperationResult.UPDATED));
        assertThat(folder(folder).getDisplayName()).isEqualTo(folder);
        assertThat(folder(folder).getDescription()).isNullOrEmpty();
        folder(folder).setDescription("mine");
        assertThat(ensureFolder()).isEqualTo(new FolderOutcome(ItemOperationResult.UNCHANGED));
    }
}
