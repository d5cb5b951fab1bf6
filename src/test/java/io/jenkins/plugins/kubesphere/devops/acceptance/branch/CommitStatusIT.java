package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.CommitStatusEndpoint.Status;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.FakeBitbucket;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.FakeGitHub;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.FakeGitLab;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.FakeScmHost;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ServedGitRepository;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests which statuses of commits the plugins of GitLab, Bitbucket and GitHub report for the builds of runs. The hosts
 * are fakes that serve a real Git repository, in which request 7 is from the branch {@code feat/x}.
 */
class CommitStatusIT {
    private static final String GITLAB = "gitlab-branch-source";
    private static final String BITBUCKET = "cloudbees-bitbucket-branch-source";
    private static final String GITHUB = "github-branch-source";
    private static final String TYPE = "credential.devops.kubesphere.io/";

    /** Bitbucket refuses a host without a dot, and localhost. */
    private static final String ROOT = "https://ci.example.com/jenkins/";

    private static final String TOKEN = "t0ken-of-the-project";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("alice:" + TOKEN).getBytes(StandardCharsets.UTF_8));

    private static final String SUCCEEDS = "pipeline { agent any; stages { stage('Say') { steps { echo 'hello' } } } }";
    private static final String FAILS = "pipeline { agent any; stages { stage('Say') { steps { error 'no' } } } }";

    /**
     * The states of a host.
     *
     * @param queued of a build in the queue, for hosts that have an own state for it; this state is not reported if the
     *     build starts soon
     * @param started of a build that has started, or has checked out its commit
     */
    private record States(String queued, String started, String succeeded, String failed) {}

    /** A pipeline of a host, and the login that the host must get. */
    private record Hosted(FakeScmHost host, String pipeline, States states, String login) {
        List<Status> statuses(String commit) {
            return host.statuses().stream()
                    .filter(status -> status.commit().equals(commit))
                    .toList();
        }

        /** The statuses of a commit, once there are {@code builds} final ones. */
        List<Status> awaitStatuses(String commit, int builds) {
            List<String> ends = List.of(states.succeeded, states.failed);
            return await("end of " + builds + " builds reported")
                    .until(
                            () -> statuses(commit),
                            found -> found.stream()
                                            .filter(status -> ends.contains(status.state()))
                                            .count()
                                    == builds);
        }
    }

    @TempDir
    static Path folder;

    private static JenkinsDistribution files;
    private static ControllerTarget target;
    private static JenkinsController controller;
    private static AcceptanceTestProject scenario;

    @BeforeAll
    static void startController() {
        files = JenkinsDistribution.assumeGiven();
        target = ControllerTarget.install(
                files,
                Stream.of(GITLAB, BITBUCKET, GITHUB).filter(files::hasPlugin).toList());
        controller = target.controller();
        scenario = AcceptanceTestProject.start(target);
        controller.http().runScript("jenkins.model.JenkinsLocationConfiguration.get().setUrl('" + ROOT + "')");
        create(TestSecretBuilder.of(TYPE + "secret-text").with("secret", TOKEN), "text");
        create(
                TestSecretBuilder.of(TYPE + "basic-auth")
                        .with("username", "alice")
                        .with("password", TOKEN),
                "login");
        String store = "job/" + scenario.namespace + "/credentials/store/secrets/domain/_";
        await("Jenkins has the credentials")
                .until(
                        () -> controller
                                .http()
                                .getJson(store, "credentials[id]")
                                .findValuesAsText("id"),
                        ids -> ids.containsAll(List.of("text", "login")));
    }

    @AfterAll
    static void stopController() {
        if (target != null) {
            target.shutDown();
        }
    }

    @Test
    void runsAreReportedToAGitLabServer() throws IOException {
        files.assumeHasPlugins(List.of(GITLAB));
        try (ServedGitRepository git = createRepository("gitlab", "refs/merge-requests/7/head");
                FakeGitLab host = new FakeGitLab(git, "group/web")) {
            controller.http().runScript("""
                    import io.jenkins.plugins.gitlabserverconfig.servers.*
                    GitLabServers.get().setServers([new GitLabServer('%s', 'intranet', '')])
                    """.formatted(host.url()));
            Hosted hosted = new Hosted(host, "gitlab", new States("pending", "running", "success", "failed"), TOKEN);
            apply(hosted, "gitlab", "server_name: intranet, owner: group, repo: web, credential_id: text");

            assertBranchReported(hosted, git, "jenkinsci/branch");
            assertRequestReported(hosted, git, new ScmRef("mr", "MR-7"), "jenkinsci/mr-head");
            git.ref("refs/merge-requests/7/head", failOn(git));
            assertFailureReported(hosted, git, new ScmRef("mr", "MR-7"), "jenkinsci/mr-head");
            assertNoTokenLogged();
        }
    }

    @Test
    void runsAreReportedToABitbucketServer() throws IOException {
        files.assumeHasPlugins(List.of(BITBUCKET));
        try (ServedGitRepository git = createRepository("bitbucket", "refs/pull-requests/7/from");
                FakeBitbucket host = new FakeBitbucket(git, "EX", "web")) {
            // Branches are found without it, but nothing is reported.
            controller.http().runScript("""
                    import com.cloudbees.jenkins.plugins.bitbucket.endpoints.BitbucketEndpointConfiguration
                    import com.cloudbees.jenkins.plugins.bitbucket.impl.endpoint.BitbucketServerEndpoint
                    BitbucketEndpointConfiguration.get().addEndpoint(new BitbucketServerEndpoint('intranet', '%s'))
                    """.formatted(host.url()));
            Hosted hosted = new Hosted(
                    host, "bitbucket", new States("", "INPROGRESS", "SUCCESSFUL", "FAILED"), "Basic " + BASIC);
            apply(
                    hosted,
                    "bitbucket_server",
                    "api_uri: '" + host.url() + "', owner: EX, repo: web, credential_id: login");

            assertBranchReported(hosted, git, md5("bitbucket/main"));
            assertRequestReported(hosted, git, new ScmRef("pr", "PR-7"), md5("bitbucket/feat/x"));
            git.ref("refs/pull-requests/7/from", failOn(git));
            assertFailureReported(hosted, git, new ScmRef("pr", "PR-7"), md5("bitbucket/feat/x"));
            assertNoTokenLogged();
        }
    }

    @Test
    void runsAreReportedToAGitHubServer() throws IOException {
        files.assumeHasPlugins(List.of(GITHUB));
        try (ServedGitRepository git = createRepository("github", "refs/pull/7/head");
                FakeGitHub host = new FakeGitHub(git, "EX", "web")) {
            controller.http().runScript("""
                    import hudson.slaves.EnvironmentVariablesNodeProperty
                    def entry = { key, value -> new EnvironmentVariablesNodeProperty.Entry(key, value) }
                    jenkins.model.Jenkins.get().globalNodeProperties.add(new EnvironmentVariablesNodeProperty([
                      entry('GIT_CONFIG_COUNT', '1'),
                      entry('GIT_CONFIG_KEY_0', 'url.%s.insteadOf'),
                      entry('GIT_CONFIG_VALUE_0', '%s')]))
                    """.formatted(git.url(), host.cloneUrl()));
            Hosted hosted = new Hosted(host, "github", new States("", "pending", "success", "error"), "Basic " + BASIC);
            apply(hosted, "github", "api_uri: '" + host.url() + "', owner: EX, repo: web, credential_id: login");

            assertBranchReported(hosted, git, "continuous-integration/jenkins/branch");
            String request = "continuous-integration/jenkins/pr-head";
            assertRequestReported(hosted, git, new ScmRef("pr", "PR-7"), request);
            git.ref("refs/pull/7/head", failOn(git));
            assertFailureReported(hosted, git, new ScmRef("pr", "PR-7"), request);
            assertNoTokenLogged();
        }
    }

    /** A build that a person starts in Jenkins is reported in the same way as that of a run. */
    private static void assertBranchReported(Hosted hosted, ServedGitRepository git, String name) {
        String commit = git.commitOf("main");
        String number = build(hosted, new ScmRef("branch", "main"), "Succeeded");
        List<Status> ofRun = hosted.awaitStatuses(commit, 1);
        assertReported(hosted, ofRun, name, hosted.states.succeeded);
        String job = JenkinsHttpClient.urlPath(scenario.job(hosted.pipeline).withBranch("main"));
        assertThat(ofRun.get(ofRun.size() - 1).url()).isEqualTo(ROOT + job + number + "/display/redirect");

        controller.http().post(job + "build?delay=0", Map.of());
        List<Status> both = hosted.awaitStatuses(commit, 2);
        List<Status> ofPerson = both.subList(ofRun.size(), both.size());
        assertReported(hosted, ofPerson, name, hosted.states.succeeded);
        assertThat(statesSinceStart(hosted, ofPerson)).isEqualTo(statesSinceStart(hosted, ofRun));
    }

    private static void assertRequestReported(Hosted hosted, ServedGitRepository git, ScmRef request, String name) {
        String number = build(hosted, request, "Succeeded");
        List<Status> found = hosted.awaitStatuses(git.commitOf("feat/x"), 1);
        assertReported(hosted, found, name, hosted.states.succeeded);
        assertThat(found.get(found.size() - 1).url())
                .isEqualTo(ROOT
                        + JenkinsHttpClient.urlPath(
                                scenario.job(hosted.pipeline).withBranch(request.refName()))
                        + number + "/display/redirect");
    }

    private static void assertFailureReported(Hosted hosted, ServedGitRepository git, ScmRef request, String name) {
        List<Status> ofOthers = hosted.host.statuses();
        build(hosted, request, "Failed");
        List<Status> found = hosted.awaitStatuses(git.commitOf("feat/x"), 1);
        assertReported(hosted, found, name, hosted.states.failed);
        assertThat(hosted.host.statuses()).as("no other commit gets a status").hasSize(ofOthers.size() + found.size());
    }

    private static void assertReported(Hosted hosted, List<Status> found, String name, String end) {
        States states = hosted.states;
        assertThat(found).as("%s", hosted.host.unansweredRequests()).allSatisfy(status -> {
            assertThat(status.name()).isEqualTo(name);
            assertThat(status.login()).as("login").isEqualTo(hosted.login);
            assertThat(status.state()).isIn(states.queued, states.started, end);
        });
        assertThat(statesSinceStart(hosted, found)).containsExactly(states.started, end);
    }

    private static List<String> statesSinceStart(Hosted hosted, List<Status> found) {
        return found.stream()
                .map(Status::state)
                .filter(state -> !state.equals(hosted.states.queued))
                .distinct()
                .toList();
    }

    private static void assertNoTokenLogged() {
        assertThat(controller.output()).doesNotContain(TOKEN, BASIC);
    }

    /** Ends a run, and returns the number of its build. */
    private static String build(Hosted hosted, ScmRef ref, String phase) {
        String name = hosted.pipeline + "-" + ref.refType() + "-" + phase.toLowerCase(Locale.ROOT);
        PipelineRun run = scenario.awaitEnd(scenario.createRun(name, RunSpecs.ofBranch(hosted.pipeline, ref)));
        String log = scenario.log(run);
        assertThat(run.getStatus().phase())
                .as("%s\n%s\n%s", run.getStatus(), log, hosted.host.unansweredRequests())
                .isEqualTo(phase);
        assertThat(log).doesNotContain(TOKEN, BASIC);
        return run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID);
    }

    /** Commits a Jenkinsfile that fails to the branch of the request, and returns the branch. */
    private static String failOn(ServedGitRepository git) {
        git.commit("feat/x", "Jenkinsfile", FAILS);
        return "feat/x";
    }

    /** @param requestRef where the host keeps the commits of the request */
    private static ServedGitRepository createRepository(String name, String requestRef) {
        ServedGitRepository git = ServedGitRepository.createIn(folder.resolve(name));
        git.commit("main", "Jenkinsfile", SUCCEEDS);
        git.commit("feat/x", "Jenkinsfile", SUCCEEDS + "\n");
        git.ref(requestRef, "feat/x");
        return git;
    }

    private static void apply(Hosted hosted, String type, String source) {
        Pipeline pipeline = scenario.apply(Pipeline.class, """
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
                    %2$s_source: {%3$s, discover_branches: 1, discover_pr_from_origin: 2, accept_jenkins_notification: true}
                """.formatted(hosted.pipeline, type, source));
        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded"))
                .as("%s", hosted.host.unansweredRequests())
                .isEqualTo("2 branches");
        assertThat(hosted.host.statuses()).as("a scan reports nothing").isEmpty();
    }

    private static void create(TestSecretBuilder secret, String name) {
        scenario.client.resource(secret.named(scenario.namespace, name).build()).create();
    }

    /** How Bitbucket's plugin names the status of a branch: one for the branch and its pull request. */
    private static String md5(String path) {
        byte[] key = (scenario.namespace + "/" + path).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
