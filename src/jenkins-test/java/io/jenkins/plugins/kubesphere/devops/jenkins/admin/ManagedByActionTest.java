package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsRuleEngine;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests that the pages of our folders, jobs and builds name their resource once, and other pages do not. */
@WithJenkins
class ManagedByActionTest {
    private static final String KUBECTL = "kubectl get ";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private final JenkinsRuleEngine ruleEngine = new JenkinsRuleEngine();
    private JenkinsRule jenkins;
    private EngineTestProject project;
    private RunRequest run;

    @BeforeEach
    void setUpJobWithBuild(JenkinsRule rule) {
        jenkins = rule;
        project = EngineTestProject.createWithJob(ruleEngine, EngineTestProject.steps("echo 'hello'"));
        run = project.start();
        project.awaitEnd(run);
    }

    @Test
    void folderJobAndBuildNameTheirResource() throws Exception {
        assertPanels(jenkins.createWebClient());
    }

    @Test
    void usersWithReadAccessSeeTheResource() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger"));
        assertPanels(jenkins.createWebClient().withBasicApiToken("reader"));
        JenkinsRule.WebClient stranger = jenkins.createWebClient().withBasicApiToken("stranger");
        stranger.assertFails(folderPath(), 404);
        stranger.assertFails(jobPath() + "1/", 404);
    }

    @Test
    void theResourceIsShownInChinese() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        try (ChineseLocale chinese = new ChineseLocale()) {
            assertThat(text(client, folderPath()))
                    .contains("由 KubeSphere DevOps 的 " + project.projectOwner + " 管理")
                    .contains(KUBECTL);
            assertThat(text(client, jobPath())).contains("由 KubeSphere DevOps 的 " + project.pipelineOwner + " 管理");
            assertThat(text(client, jobPath() + "1/")).contains(run.run() + " 的构建");
        }
    }

    @Test
    void configurationPagesWarnThatChangesAreReverted() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        assertThat(text(client, folderPath() + "configure"))
                .containsOnlyOnce("Managed by " + project.projectOwner + " of KubeSphere DevOps")
                .contains("restored at once if you change them here: name.");
        assertThat(text(client, jobPath() + "configure"))
                .containsOnlyOnce("Managed by " + project.pipelineOwner + " of KubeSphere DevOps")
                .contains("restored at once if you change them here: jenkinsfile.", "Everything else stays");
        try (ChineseLocale chinese = new ChineseLocale()) {
            assertThat(text(client, folderPath() + "configure"))
                    .contains("由 KubeSphere DevOps 的 " + project.projectOwner);
            assertThat(text(client, jobPath() + "configure"))
                    .contains("由 KubeSphere DevOps 的 " + project.pipelineOwner);
        }
        Folder folder = jenkins.createProject(Folder.class, "others");
        folder.createProject(WorkflowJob.class, "web");
        for (String path : List.of("job/others/configure", "job/others/job/web/configure")) {
            assertThat(text(client, path)).as(path).doesNotContain("Managed by", "restored at once");
        }
    }

    @Test
    void pagesOfForeignItemsShowNothing() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "others");
        WorkflowJob job = folder.createProject(WorkflowJob.class, "web");
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        JenkinsRule.WebClient client = jenkins.createWebClient();
        for (String path : List.of("job/others/", "job/others/job/web/", "job/others/job/web/1/")) {
            assertThat(text(client, path)).as(path).doesNotContain("Managed by", "PipelineRun", KUBECTL);
        }
    }

    /** The copy contains ManagedJobProperty, but no Pipeline owns it. */
    @Test
    void aCopyOfAJobIsUnmanaged() throws Exception {
        Folder folder = (Folder) jenkins.jenkins.getItem(project.job.folder());
        folder.copy(folder.getItem("web"), "copied");
        assertThat(text(jenkins.createWebClient(), folderPath() + "job/copied/"))
                .doesNotContain("Managed by", KUBECTL);
    }

    @Test
    void aBuildStartedByAPersonHasNoRun() throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName(project.job.toString(), WorkflowJob.class);
        jenkins.buildAndAssertSuccess(job);
        assertThat(text(jenkins.createWebClient(), jobPath() + "2/")).doesNotContain("The build of", KUBECTL);
    }

    /** A config.xml may also contain names that do not come from Kubernetes. */
    @Test
    void namesThatAreInvalidInKubernetesAreShownAsTextWithoutACommand() throws Exception {
        ruleEngine
                .engine()
                .jobs()
                .ensureFolder(
                        new FolderRequest("hostile", new Owner("DevOpsProject", "", HOSTILE, EngineTestProject.uid())));
        RunRequest hostile = new RunRequest(
                new PipelineRunRef("$(reboot)", HOSTILE, EngineTestProject.uid()),
                project.job,
                Instant.now(),
                HOSTILE,
                List.of());
        ruleEngine.engine().runs().start(hostile);
        project.awaitEnd(hostile);
        for (String path : List.of("job/hostile/", jobPath() + "2/")) {
            HtmlPage page = jenkins.createWebClient().goTo(path);
            assertThat(page.asNormalizedText()).as(path).contains(HOSTILE).doesNotContain(KUBECTL);
            assertThat(page.getWebResponse().getContentAsString()).as(path).doesNotContain(HOSTILE);
        }
    }

    private String folderPath() {
        return "job/" + project.job.folder() + "/";
    }

    private String jobPath() {
        return folderPath() + "job/" + project.job.job() + "/";
    }

    private static String text(JenkinsRule.WebClient client, String path) throws Exception {
        return client.goTo(path).asNormalizedText();
    }

    private void assertPanels(JenkinsRule.WebClient client) throws Exception {
        assertThat(text(client, folderPath()))
                .contains("Managed by " + project.projectOwner + " of KubeSphere DevOps")
                .containsOnlyOnce(KUBECTL)
                .contains(KUBECTL + "devopsproject " + project.projectOwner.name() + " -o yaml");
        assertThat(text(client, jobPath()))
                .contains("Managed by " + project.pipelineOwner + " of KubeSphere DevOps")
                .containsOnlyOnce(KUBECTL)
                .contains(KUBECTL + "pipeline -n " + project.pipelineOwner.namespace() + " web -o yaml");
        assertThat(text(client, jobPath() + "1/"))
                .contains("The build of " + run.run() + ".")
                .containsOnlyOnce(KUBECTL)
                .contains(KUBECTL + "pipelinerun -n " + run.run().namespace() + " "
                        + run.run().name() + " -o yaml");
    }
}
