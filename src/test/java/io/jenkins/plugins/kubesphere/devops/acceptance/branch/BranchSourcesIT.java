package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.FakeBitbucket;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.FakeGitLab;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ServedGitRepository;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that branches of GitLab, Bitbucket and Subversion are found and built, and that found branches trigger jobs.
 * Uses its own controller with the plugins that {@code -Djenkins.plugins} has. The Subversion repository is a real one
 * in a folder, which the Subversion client of the controller reads for URLs with the scheme {@code svn}. GitLab and
 * Bitbucket are fakes that serve a real Git repository.
 */
class BranchSourcesIT {
    private static final String GITLAB = "gitlab-branch-source";
    private static final String BITBUCKET = "cloudbees-bitbucket-branch-source";
    private static final String SKIP_NOTIFICATIONS = "skip-notifications-trait";
    private static final String SUBVERSION = "subversion";
    private static final String TRIGGERS = "multibranch-action-triggers";

    private static final String JENKINSFILE =
            "pipeline { agent any; stages { stage('Say') { steps { echo \"<${env.BRANCH_NAME}>\" } } } }";

    /**
     * Makes the client read {@code svn://localhost/FOLDER} from the folder, because there is no server in Java, and a
     * Pipeline may not name a folder. The classes of the client register their own factory once, when they are loaded.
     */
    private static final String SVN_URLS = """
            import org.tmatesoft.svn.core.*
            import org.tmatesoft.svn.core.io.*
            import org.tmatesoft.svn.core.internal.io.fs.FSRepository
            import org.tmatesoft.svn.core.wc.SVNClientManager
            class FolderRepositoryFactory extends SVNRepositoryFactory {
              static void register() {
                SVNRepositoryFactory.registerRepositoryFactory('^svn(\\\\+.+)?://.*$', new FolderRepositoryFactory())
              }
              SVNRepository createRepositoryImpl(SVNURL url, ISVNSession session) { new FSRepository(url, session) }
            }
            new hudson.scm.SubversionSCM('svn://localhost/')
            SVNClientManager.newInstance().dispose()
            FolderRepositoryFactory.register()
            """;

    /** Creates a repository with three folders that have a Jenkinsfile, and one that has none. */
    private static final String SVN = """
            import org.tmatesoft.svn.core.internal.io.fs.FSRepositoryFactory
            import org.tmatesoft.svn.core.io.*
            import org.tmatesoft.svn.core.io.diff.SVNDeltaGenerator
            FSRepositoryFactory.setup()
            def url = SVNRepositoryFactory.createLocalRepository(new File('FOLDER'), true, false)
            def editor = SVNRepositoryFactory.create(url).getCommitEditor('first', null)
            editor.openRoot(-1)
            ['trunk', 'branches', 'branches/x', 'branches/bare', 'tags', 'tags/v1'].each { folder ->
              editor.addDir(folder, null, -1)
              if (folder in ['trunk', 'branches/x', 'tags/v1']) {
                def file = folder + '/Jenkinsfile'
                editor.addFile(file, null, -1)
                editor.applyTextDelta(file, null)
                def sum = new SVNDeltaGenerator().sendDelta(
                    file, new ByteArrayInputStream(new String('JENKINSFILE'.decodeBase64()).bytes), editor, true)
                editor.closeFile(file, sum)
              }
              if (!(folder in ['branches', 'tags'])) {
                editor.closeDir()
              }
              if (folder in ['branches/bare', 'tags/v1']) {
                editor.closeDir()
              }
            }
            editor.closeDir()
            println editor.closeEdit().newRevision
            """;

    @TempDir
    static Path folder;

    private static JenkinsDistribution files;
    private static ControllerTarget target;
    private static JenkinsController controller;
    private static AcceptanceTestProject scenario;
    private static ServedGitRepository git;

    @BeforeAll
    static void startController() {
        files = JenkinsDistribution.assumeGiven();
        target = ControllerTarget.install(
                files,
                Stream.of(GITLAB, BITBUCKET, SKIP_NOTIFICATIONS, SUBVERSION, TRIGGERS)
                        .filter(files::hasPlugin)
                        .toList());
        controller = target.controller();
        scenario = AcceptanceTestProject.start(target);
        git = ServedGitRepository.createIn(folder.resolve("app"));
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/y", "Jenkinsfile", JENKINSFILE);
        git.commit("bare", "README", "no Jenkinsfile here");
        git.tag("v1", "main");
        // GitLab and Bitbucket keep the commits of a merge or pull request under these names.
        git.ref("refs/merge-requests/7/head", "feat/x");
        git.ref("refs/pull-requests/7/from", "feat/x");
    }

    @AfterAll
    static void stopController() {
        if (git != null) {
            git.close();
        }
        if (target != null) {
            target.shutDown();
        }
    }

    @Test
    void branchesOfAGitLabProjectAreBuilt() throws IOException {
        files.assumeHasPlugins(List.of(GITLAB));
        try (FakeGitLab host = new FakeGitLab(git, "group/sub/web")) {
            controller.http().runScript("""
                    import io.jenkins.plugins.gitlabserverconfig.servers.*
                    GitLabServers.get().setServers([new GitLabServer('%s', 'intranet', '')])
                    """.formatted(host.url()));
            Pipeline pipeline = apply("gitlab", "gitlab", """
                    server_name: intranet, owner: group/sub, repo: web, discover_branches: 1, discover_tags: true,
                    discover_pr_from_origin: 2, regex_filter: 'main|feat/.*|MR-.*|v1|bare',
                    git_clone_option: {shallow: true, depth: 1}""");

            assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded"))
                    .as("%s", host.unansweredRequests())
                    .isEqualTo("4 branches; skipped: bare (‘Jenkinsfile’ not found)");
            String saved = controller.homeFolder().readConfigXml(scenario.job("gitlab"));
            assertThat(saved).contains("<projectId>42</projectId>", "<httpRemote>" + git.url());
            assertBuildOfBranch("gitlab", "branch", "main", "main");
            assertBuildOfBranch("gitlab", "branch", "feat/y", "feat/y");
            assertBuildOfBranch("gitlab", "tag", "v1", "v1");
            assertBuildOfBranch("gitlab", "mr", "MR-7", "MR-7");
            assertThat(controller.homeFolder().readConfigXml(scenario.job("gitlab")))
                    .as("the job keeps what the plugin wrote")
                    .isEqualTo(saved);
            assertThat(host.statuses()).isEmpty();
            assertThat(host.unansweredRequests())
                    .as("requests to the host")
                    .noneMatch(asked -> asked.startsWith("POST"));
        }
    }

    @Test
    void branchesOfABitbucketServerRepositoryAreBuilt() throws IOException {
        files.assumeHasPlugins(List.of(BITBUCKET, SKIP_NOTIFICATIONS));
        try (FakeBitbucket host = new FakeBitbucket(git, "EX", "web")) {
            Pipeline pipeline = apply("bitbucket", "bitbucket_server", """
                    api_uri: '%s', owner: EX, repo: web, discover_branches: 1, discover_tags: true,
                    discover_pr_from_origin: 2, regex_filter: 'main|feat/.*|PR-.*|v1|bare',
                    git_clone_option: {shallow: true, depth: 1}""".formatted(host.url()));

            assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded"))
                    .as("%s", host.unansweredRequests())
                    .isEqualTo("4 branches; skipped: bare (‘Jenkinsfile’ not found)");
            assertBuildOfBranch("bitbucket", "branch", "main", "main");
            assertBuildOfBranch("bitbucket", "branch", "feat/y", "feat/y");
            assertBuildOfBranch("bitbucket", "tag", "v1", "v1");
            assertBuildOfBranch("bitbucket", "pr", "PR-7", "PR-7");
            assertThat(host.statuses()).isEmpty();
            assertThat(host.unansweredRequests())
                    .as("requests to the host")
                    .noneMatch(asked -> asked.startsWith("POST"));
        }
    }

    @Test
    void branchesOfASubversionRepositoryAreBuilt() {
        files.assumeHasPlugins(List.of(SUBVERSION));
        Pipeline pipeline = apply("svn", "svn", "remote: '" + createSubversionRepository("svn-all") + "'");

        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded"))
                .isEqualTo("3 branches; skipped: branches/bare (‘Jenkinsfile’ not found)");
        assertBuildOfBranch("svn", "branch", "trunk", "trunk");
        assertBuildOfBranch("svn", "branch", "branches/x", "branches/x");
        assertBuildOfBranch("svn", "tag", "tags/v1", "tags/v1");
    }

    @Test
    void onlyIncludedSubversionBranchesAreBuilt() {
        files.assumeHasPlugins(List.of(SUBVERSION));
        Pipeline pipeline = apply(
                "svn-some",
                "svn",
                "remote: '" + createSubversionRepository("svn-some")
                        + "', includes: 'trunk,branches/*', excludes: 'branches/b*'");

        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded")).isEqualTo("2 branches");
    }

    @Test
    void aSingleSubversionBranchIsBuilt() {
        files.assumeHasPlugins(List.of(SUBVERSION));
        Pipeline pipeline =
                apply("single", "single_svn", "remote: '" + createSubversionRepository("svn-one") + "/branches/x'");

        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded")).isEqualTo("1 branch");
        assertBuildOfBranch("single", "branch", "master", "master");
    }

    /** The plugin adds its own parameters to the jobs that it starts. Our parameters are kept. */
    @Test
    void aCreatedOrDeletedBranchStartsTheConfiguredJobs() {
        files.assumeHasPlugins(List.of("git", TRIGGERS));
        scenario.createPipeline("deploy", "echo \"came <${params.SOURCE_BRANCH_NAME}>\"", "TAG");
        scenario.createPipeline("clean", "echo \"went <${params.SOURCE_BRANCH_NAME}>\"");
        git.commit("short-a", "Jenkinsfile", JENKINSFILE);
        git.commit("short-b", "Jenkinsfile", JENKINSFILE);
        Pipeline pipeline = scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: watched, namespace: NAMESPACE}
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline:
                    name: watched
                    script_path: Jenkinsfile
                    source_type: git
                    git_source: {url: "%s", discover_branches: true, regex_filter: short-.}
                    discarder: {days_to_keep: "-1", num_to_keep: "1"}
                    multibranch_job_trigger:
                      {create_action_job_to_trigger: deploy, delete_action_job_to_trigger: "NAMESPACE/clean"}
                """.formatted(git.url()));
        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded")).isEqualTo("2 branches");

        assertThat(firstLog("deploy")).contains("came <short-");
        assertThat(controller.homeFolder().readConfigXml(scenario.job("deploy")))
                .contains("<name>TAG</name>", "<name>SOURCE_BRANCH_NAME</name>", "ManagedJobProperty");

        // Jenkins keeps one job of a deleted branch, and each job with a running build.
        Stream.of("short-a", "short-b")
                .forEach(branch -> awaitFirstBuild(scenario.job("watched").withBranch(branch)));
        git.deleteBranch("short-a");
        git.deleteBranch("short-b");
        controller.http().post(JenkinsHttpClient.urlPath(scenario.job("watched")) + "build?delay=0", Map.of());

        assertThat(firstLog("clean")).contains("went <short-");
    }

    private static Pipeline apply(String name, String type, String source) {
        return scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata:
                  name: %1$s
                  namespace: NAMESPACE
                  annotations: {devops.kubesphere.io/build-new-branches: "false"}
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline:
                    name: %1$s
                    script_path: Jenkinsfile
                    source_type: %2$s
                    %2$s_source: {%3$s}
                """.formatted(name, type, source));
    }

    private static void assertBuildOfBranch(String pipeline, String refType, String refName, String branch) {
        String name = pipeline + "-" + Integer.toHexString(refName.hashCode());
        PipelineRun run =
                scenario.awaitEnd(scenario.createRun(name, RunSpecs.ofBranch(pipeline, new ScmRef(refType, refName))));
        String id = run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID);
        String log = id == null
                ? "no build"
                : controller
                        .http()
                        .getText(
                                JenkinsHttpClient.urlPath(scenario.job(pipeline).withBranch(branch.replace("/", "%2F")))
                                        + id + "/consoleText");
        assertThat(run.getStatus().phase()).as("%s\n%s", run.getStatus(), log).isEqualTo("Succeeded");
        assertThat(log).contains("<" + branch + ">", "PipelineRun " + scenario.namespace + "/" + name);
    }

    private static String createSubversionRepository(String name) {
        Path repository = folder.resolve(name);
        controller.http().runScript(SVN_URLS);
        assertThat(controller
                        .http()
                        .runScript(SVN.replace("FOLDER", repository.toString())
                                .replace(
                                        "JENKINSFILE",
                                        Base64.getEncoder()
                                                .encodeToString(JENKINSFILE.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("1\n");
        return "svn://localhost" + repository;
    }

    private static String firstLog(String pipeline) {
        awaitFirstBuild(scenario.job(pipeline));
        return controller.http().getText(JenkinsHttpClient.urlPath(scenario.job(pipeline)) + "1/consoleText");
    }

    private static void awaitFirstBuild(JobName job) {
        await("the first build of " + job + " has ended")
                .until(() -> controller.homeFolder().builds(job).readAll().stream()
                        .anyMatch(build -> build.number() == 1 && build.ended().isPresent()));
    }
}
