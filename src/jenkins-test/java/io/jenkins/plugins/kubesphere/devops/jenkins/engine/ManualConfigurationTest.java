package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.RefusalAssertions;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemTestAccess;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedJobProperty;
import java.net.HttpURLConnection;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests what happens if people save the form of our folders and jobs, or post their config.xml. */
@WithJenkins
class ManualConfigurationTest {
    private static final String MARK = ManagedJobProperty.class.getName();

    /** A spec with all fields of a job. */
    private static final PipelineSpec WITH_ALL_FIELDS = new PipelineSpec(
            PipelineTypes.PIPELINE,
            new NoScmPipeline(
                    "web",
                    "Builds & ships <the> site",
                    new Discarder("7", "10"),
                    List.of(
                            EngineTestProject.parameter("TAG", "string", "latest"),
                            EngineTestProject.parameter("NOTES", "text", "one\ntwo"),
                            EngineTestProject.parameter("DRY", "boolean", "true"),
                            EngineTestProject.parameter("STAGE", "choice", "dev\nprod"),
                            EngineTestProject.parameter("TOKEN", "password", "s3cret")),
                    true,
                    new TimerTrigger("H H 1 1 *", null),
                    null,
                    null,
                    EngineTestProject.steps("echo 'hello'")),
            null);

    private final JenkinsRuleEngine ruleEngine = new JenkinsRuleEngine();
    private JenkinsRule jenkins;
    private EngineTestProject project;

    @BeforeEach
    void create(JenkinsRule rule) {
        jenkins = rule;
        project = EngineTestProject.createWithFolder(ruleEngine);
        assertThat(project.ensure(WITH_ALL_FIELDS)).isEqualTo(ItemOperationResult.CREATED);
    }

    @Test
    void savingTheUnchangedFormOfAJobKeepsEverything() throws Exception {
        List<String> before = ownedSections(job());
        assertThat(before).isNotEmpty();
        jenkins.configRoundtrip(job());
        assertThat(ItemOwnership.ownerOf(job())).contains(project.pipelineOwner);
        assertThat(ownedSections(job())).isEqualTo(before);
        assertUntouched();
    }

    @Test
    void savingTheUnchangedFormOfAFolderKeepsTheMark() throws Exception {
        jenkins.configRoundtrip(folder());
        assertThat(ItemOwnership.ownerOf(folder())).contains(project.projectOwner);
        assertUntouched();
    }

    @Test
    void reloadFromDiskKeepsEverything() throws Exception {
        List<String> before = ownedSections(job());
        jenkins.jenkins.reload();
        assertThat(ItemOwnership.ownerOf(folder())).contains(project.projectOwner);
        assertThat(ownedSections(job())).isEqualTo(before);
        assertUntouched();
    }

    @Test
    void aManualChangeIsRevertedOnce() throws Exception {
        job().setDescription("mine");
        assertThat(project.ensure(WITH_ALL_FIELDS)).isEqualTo(ItemOperationResult.UPDATED);
        assertThat(job().getDescription()).isEqualTo(WITH_ALL_FIELDS.pipeline().description());
        assertUntouched();
    }

    @Test
    void savingAFormDoesNotMakeAJobOrFolderOurs() throws Exception {
        Folder others = jenkins.createProject(Folder.class, "others");
        WorkflowJob web = others.createProject(WorkflowJob.class, "web");
        jenkins.configRoundtrip(others);
        jenkins.configRoundtrip(web);
        assertThat(ItemTestAccess.marked(others)).isEmpty();
        assertThat(ItemTestAccess.marked(web)).isEmpty();
    }

    @Test
    void postingTheUnchangedDocumentKeepsEverything() throws Exception {
        List<String> before = ownedSections(job());
        JenkinsRule.WebClient client = jenkins.createWebClient();
        assertThat(post(client, job(), document(client, job()))).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(post(client, folder(), document(client, folder()))).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(ItemOwnership.ownerOf(folder())).contains(project.projectOwner);
        assertThat(ownedSections(job())).isEqualTo(before);
        assertUntouched();
    }

    /** The owner of the job is in a file that a person cannot post. */
    @Test
    void aRemovedMarkIsWrittenAgain() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        String document = document(client, job());
        String without = document.replaceFirst("(?s)<" + MARK + ".*</" + MARK + ">", "");
        assertThat(without).isNotEqualTo(document);
        assertThat(post(client, job(), without)).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(ItemOwnership.ownerOf(job())).contains(project.pipelineOwner);
        assertThat(project.ensure(WITH_ALL_FIELDS)).isEqualTo(ItemOperationResult.UPDATED);
        assertThat(ItemTestAccess.marked(job())).contains(project.pipelineOwner);
        assertUntouched();
    }

    /** Everybody who may configure a job can copy the mark into it. The mark counts only in the job of its Pipeline. */
    @Test
    void aForgedMarkDoesNotTakeOverAJob() throws Exception {
        WorkflowJob mallorys = folder().createProject(WorkflowJob.class, "mallorys");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("mallory")
                .grant(Item.CONFIGURE)
                .onItems(mallorys)
                .to("mallory"));
        JenkinsRule.WebClient mallory = jenkins.createWebClient().withBasicApiToken("mallory");
        String forged = job().getConfigFile().asString();
        assertThat(forged).contains(MARK);

        assertThat(post(mallory, job(), forged)).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
        assertThat(post(mallory, mallorys, forged)).isEqualTo(HttpURLConnection.HTTP_OK);

        assertThat(ItemTestAccess.marked(mallorys)).contains(project.pipelineOwner);
        assertThat(ItemOwnership.ownerOf(mallorys)).isEmpty();
        assertUntouched();
        Owner other = new Owner("Pipeline", project.job.folder(), "mallorys", EngineTestProject.uid());
        JobRequest request = new JobRequest(new JobName(project.job.folder(), "mallorys"), other, WITH_ALL_FIELDS);
        RefusalAssertions.assertRefused(
                () -> ruleEngine.engine().jobs().ensureJob(request),
                Reason.OWNED_BY_OTHER,
                "belongs to no known resource");
        assertThat(ruleEngine.engine().jobs().deleteJob(project.job, project.pipelineOwner))
                .isTrue();
        assertThat(folder().getItem("mallorys")).isNotNull();
    }

    @Test
    void theMarkOfAnotherPipelineIsReplaced() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        String document = document(client, job())
                .replace("<name>" + project.pipelineOwner.name() + "</name>", "<name>another</name>");
        assertThat(post(client, job(), document)).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(ItemOwnership.ownerOf(job())).contains(project.pipelineOwner);
        assertThat(project.ensure(WITH_ALL_FIELDS)).isEqualTo(ItemOperationResult.UPDATED);
        assertThat(ItemTestAccess.marked(job())).contains(project.pipelineOwner);
        assertUntouched();
    }

    private Folder folder() {
        return (Folder) jenkins.jenkins.getItem(project.job.folder());
    }

    private WorkflowJob job() {
        return (WorkflowJob) folder().getItem(project.job.job());
    }

    private static List<String> ownedSections(WorkflowJob job) {
        return job.getProperty(ManagedJobProperty.class).ownedSections();
    }

    private void assertUntouched() {
        try (SaveCounter saves = new SaveCounter()) {
            assertThat(ruleEngine
                            .engine()
                            .jobs()
                            .ensureFolder(project.folderRequest())
                            .change())
                    .isEqualTo(ItemOperationResult.UNCHANGED);
            assertThat(project.ensure(WITH_ALL_FIELDS)).isEqualTo(ItemOperationResult.UNCHANGED);
            assertThat(saves.count()).as("saves").isZero();
        }
    }

    private static String document(JenkinsRule.WebClient client, Item item) throws Exception {
        return client.goTo(item.getUrl() + "config.xml", "application/xml")
                .getWebResponse()
                .getContentAsString();
    }

    private static int post(JenkinsRule.WebClient client, Item item, String document) throws Exception {
        WebRequest request = new WebRequest(client.createCrumbedUrl(item.getUrl() + "config.xml"), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/xml; charset=UTF-8");
        request.setRequestBody(document);
        return client.withThrowExceptionOnFailingStatusCode(false)
                .getPage(request)
                .getWebResponse()
                .getStatusCode();
    }
}
