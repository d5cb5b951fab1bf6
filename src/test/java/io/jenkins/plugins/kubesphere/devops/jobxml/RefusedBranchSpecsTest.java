package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParserLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a spec with branches cannot become a job, and the words that say so. */
class RefusedBranchSpecsTest {
    private static final String AT = "Pipeline demo/web: spec.multi_branch_pipeline.";
    private static final String GIT = "source_type: git\ngit_source: {url: https://git.example.com/web.git}\n";

    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    @Test
    void anotherKindOfPipeline() {
        JobRequest request = JobRequests.branches(GIT);
        refused(
                new JobRequest(request.name(), request.owner(), new PipelineSpec("pipeline", null, null)),
                "Pipeline demo/web: spec.type \"pipeline\" is not multi-branch-pipeline; correct it");
        refused(
                new JobRequest(request.name(), request.owner(), new PipelineSpec("multi-branch-pipeline", null, null)),
                "Pipeline demo/web: spec.multi_branch_pipeline is missing; add it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitt", "Git", "", "git "})
    void aSourceThatIsNone(String type) {
        refused(
                JobRequests.branches("source_type: \"" + type + "\""),
                AT + "source_type \"" + type
                        + "\" is not one of git, github, gitlab, bitbucket_server, svn, single_svn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"git", "github", "gitlab", "bitbucket_server", "svn", "single_svn"})
    void aSourceThatIsNotThere(String type) {
        refused(
                JobRequests.branches("source_type: " + type),
                AT + type + "_source is missing, and source_type names it; add it or correct source_type");
    }

    @Test
    void aSourceThatIsNotNamedIsNotLookedAt() {
        String others = "svn_source: {remote: \"a\\u0001\"}\ngithub_source: {}\n";
        assertThat(jobs.create(JobRequests.branches(GIT + others)).xml())
                .isEqualTo(jobs.create(JobRequests.branches(GIT)).xml());
    }

    @ParameterizedTest
    @CsvSource({
        "git, url, the URL of the repository",
        "svn, remote, the URL of the repository",
        "single_svn, remote, the URL of the repository",
        "github, owner, the user or organisation that owns the repository",
        "gitlab, owner, 'the user or group, with its parents, that owns the project'",
        "bitbucket_server, owner, 'the key of the project, or the user, that owns it'"
    })
    void aSourceOfNothing(String type, String field, String what) {
        for (String fields : List.of("{}", "{" + field + ": \"\"}", "{repo: web}")) {
            refused(
                    JobRequests.branches("source_type: " + type + "\n" + type + "_source: " + fields),
                    AT + type + "_source." + field + " is missing; give " + what);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "github, the name of the repository without its owner",
        "gitlab, the name of the project without its owner",
        "bitbucket_server, the name of the repository without its owner"
    })
    void aRepositoryThatIsNone(String type, String what) {
        refused(hosted(type, "owner: a"), AT + type + "_source.repo is missing; give " + what);
        for (String repo :
                List.of("a/b", "..", ".", "a b", "a?b", "a#b", "a%2fb", "a\\b", "/a", "a/", "a<b", "\u00A0a")) {
            refused(
                    hosted(type, "owner: a, repo: '" + repo + "'"),
                    AT + type + "_source.repo \"" + repo + "\" is not a name on that host; give " + what);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "/a", "a/", "a/../b", "a/./b"})
    void groupsThatAreNone(String owner) {
        refused(
                hosted("gitlab", "repo: web, owner: '" + owner + "'"),
                AT + "gitlab_source.owner \"" + owner
                        + "\" is not a name on that host; give the user or group, with its parents, that owns the project");
    }

    /** The message must not say it either. */
    @ParameterizedTest
    @CsvSource({
        "git, url, https://robot:s3cret@git.example.com/web.git",
        "git, url, https://:s3cret@git.example.com/web.git",
        "git, url, HTTP://robot:s3c@ret@git.example.com",
        "git, url, ssh://git:s3cret@git.example.com:22/web.git",
        "git, url, https://robot:s3cret@[::1]:8443/web.git",
        "svn, remote, svn+ssh://robot:s3cret@svn.example.com/web",
        "single_svn, remote, https://robot:s3cret@svn.example.com/web",
        "github, api_uri, https://robot:s3cret@github.example.com/api/v3",
        "bitbucket_server, api_uri, https://robot:s3cret@bitbucket.example.com"
    })
    void aPasswordInAUrl(String type, String field, String url) {
        refused(
                hosted(type, "owner: a, repo: b, " + field + ": '" + url + "'"),
                AT + type + "_source." + field
                        + " holds a password, which everybody who sees the job or a log could read; take it out, and name a"
                        + " credential in credential_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com:8443/~a:b@c/web.git",
                "https://robot@git.example.com/web.git",
                "https://robot:@git.example.com/web.git",
                "ssh://git@git.example.com:22/web.git",
                "git@git.example.com:group/web.git",
                "https://[::1]:8443/web.git",
                "https://git.example.com/web.git?a=b:c@d",
                "file:///srv/git/web.git",
                "/srv/git/web.git"
            })
    void urlsWithoutAPassword(String url) {
        String xml = jobs.create(JobRequests.branches("source_type: git\ngit_source: {url: '" + url + "'}"))
                .xml();
        assertThat(xml).contains("<remote>" + url + "</remote>");
    }

    @Test
    void urlsThatAreNone() {
        refused(
                JobRequests.branches("source_type: git\ngit_source: {url: --upload-pack=touch /tmp/x}"),
                AT + "git_source.url holds a blank; write it as %20 or correct the URL");
        refused(
                JobRequests.branches("source_type: git\ngit_source: {url: --upload-pack=x}"),
                AT + "git_source.url begins with -, which git would read as an option; correct it");
        refused(
                hosted("github", "owner: a, repo: b, api_uri: 'https://h/%'"),
                AT + "github_source.api_uri is not a URL: Malformed escape pair at index 10; correct it");
        for (String url : List.of("github.example.com", "ftp://github.example.com", "https:///api", "file:///a")) {
            refused(
                    hosted("github", "owner: a, repo: b, api_uri: '" + url + "'"),
                    AT
                            + "github_source.api_uri is not the URL of a server; give one that begins with https:// and has a host");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Jenkinsfile", "/", "\\Jenkinsfile", "C:\\Jenkinsfile", "c:Jenkinsfile"})
    void aScriptThatIsNotInTheRepository(String path) {
        refused(
                script(path),
                AT + "script_path \"" + path + "\" is absolute; give the path from the root of the repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../Jenkinsfile", "ci/../../Jenkinsfile", "ci/..", "ci\\..\\..\\x", "a/../b"})
    void aScriptOutsideTheRepository(String path) {
        refused(script(path), AT + "script_path \"" + path + "\" leaves the repository; give a path without ..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..Jenkinsfile", "ci/Jenkinsfile..", "ci/...", "流水线/Jenkinsfile", "a b", "<a>&amp;"})
    void aScriptWithAnOddName(String path) {
        assertThat(jobs.create(script(path)).changed()).isTrue();
    }

    @Test
    void regularExpressions() {
        refused(
                JobRequests.branches(GIT.replace("}", ", regex_filter: '(main'}")),
                AT + "git_source.regex_filter is not a regular expression: Unclosed group near index 5; correct it");
        refused(
                hosted("github", "owner: a, repo: b, regex_filter: '((a+)+)+$'"),
                AT
                        + "github_source.regex_filter may never finish, because repetitions are nested in it; write it with"
                        + " fewer nested repetitions");
        refused(
                JobRequests.branches(GIT.replace("}", ", regex_filter: " + "a".repeat(1001) + "}")),
                AT + "git_source.regex_filter has 1001 characters; shorten it to 1000");
    }

    @ParameterizedTest
    @CsvSource({
        "'', is missing",
        "' ', is missing",
        "0, \"0\" is not a length of time",
        "-1, \"-1\" is not a length of time",
        "15m, \"15m\" is not a length of time",
        "1e6, \"1e6\" is not a length of time",
        "0x10, \"0x10\" is not a length of time",
        "9999999999999999999, \"9999999999999999999\" is not a length of time",
        "\u0661, \"\u0661\" is not a length of time"
    })
    void anIntervalThatIsNone(String interval, String problem) {
        refused(
                JobRequests.branches(GIT + "timer_trigger: {interval: \"" + interval + "\"}"),
                AT + "timer_trigger.interval " + problem
                        + "; give milliseconds, 900000 for a quarter of an hour, or remove timer_trigger");
    }

    @Test
    void aTimerWithoutAnInterval() {
        refused(
                JobRequests.branches(GIT + "timer_trigger: {cron: H * * * *}"),
                AT + "timer_trigger.interval is missing; give milliseconds, 900000 for a quarter of an hour, or remove"
                        + " timer_trigger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "bitbucket_server"})
    void strategiesThatAreNone(String type) {
        for (String number : List.of("-1", "4", "9223372036854775807")) {
            refused(
                    hosted(type, "owner: a, repo: b, discover_branches: " + number),
                    AT + type + "_source.discover_branches " + number
                            + " is not a strategy; give 1 for those without a pull"
                            + " request, 2 for those with one, 3 for all, or leave it out for none");
            refused(
                    hosted(type, "owner: a, repo: b, discover_pr_from_origin: " + number),
                    AT + type + "_source.discover_pr_from_origin " + number
                            + " is not a strategy; give 1 for merged, 2 for as"
                            + " they are, 3 for both, or leave it out for none");
            refused(
                    hosted(type, "owner: a, repo: b, discover_pr_from_forks: {trust: 1, strategy: " + number + "}"),
                    AT + type + "_source.discover_pr_from_forks.strategy " + number
                            + " is not a strategy; give 1 for merged,"
                            + " 2 for as they are, 3 for both, or leave it out for none");
        }
        refused(
                hosted(type, "owner: a, repo: b, discover_pr_from_forks: {trust: 1}"),
                AT + type
                        + "_source.discover_pr_from_forks.strategy is missing; give 1 for merged, 2 for as they are, 3 for"
                        + " both");
    }

    @ParameterizedTest
    @CsvSource({
        "github, '1 for TrustContributors, 2 for TrustEveryone, 3 for TrustPermission, 4 for TrustNobody'",
        "gitlab, '1 for TrustMembers, 2 for TrustEveryone, 3 for TrustPermission, 4 for TrustNobody'",
        "bitbucket_server, '1 for TrustEveryone, 2 for TrustTeamForks, 3 for TrustNobody'"
    })
    void whomToTrustIsNeverGuessed(String type, String legal) {
        refused(
                hosted(type, "owner: a, repo: b, discover_pr_from_forks: {strategy: 1}"),
                AT + type + "_source.discover_pr_from_forks.trust is missing; give " + legal);
        for (String number : List.of("-1", "5", "9223372036854775807", "4294967297")) {
            refused(
                    hosted(type, "owner: a, repo: b, discover_pr_from_forks: {strategy: 1, trust: " + number + "}"),
                    AT + type + "_source.discover_pr_from_forks.trust " + number
                            + " is not a level of trust of that host; give " + legal);
        }
    }

    @Test
    void forksThatSayNothingAreNone() {
        String none = jobs.create(hosted("github", "owner: a, repo: b")).xml();
        for (String forks : List.of("{}", "{strategy: 0, trust: 0}", "null")) {
            assertThat(jobs.create(hosted("github", "owner: a, repo: b, discover_pr_from_forks: " + forks))
                            .xml())
                    .isEqualTo(none);
        }
    }

    @Test
    void numbersOfACloneThatAreTooLarge() {
        refused(
                JobRequests.branches(GIT.replace("}", ", git_clone_option: {depth: 2147483648}}")),
                AT + "git_source.git_clone_option.depth 2147483648 is too large; give a number up to 2147483647");
        refused(
                JobRequests.branches(GIT.replace("}", ", git_clone_option: {timeout: 99999999999}}")),
                AT + "git_source.git_clone_option.timeout 99999999999 is too large; give a number up to 2147483647");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5", "many"})
    void aLimitThatIsNoCount(String limit) {
        refused(
                JobRequests.branches(GIT + "discarder: {days_to_keep: \"" + limit + "\"}"),
                AT + "discarder.days_to_keep \"" + limit
                        + "\" is not a count; give a number from 1 to 999999999, or -1 for no limit");
    }

    /** The plugin starts them with Jenkins' own rights. */
    @ParameterizedTest
    @ValueSource(strings = {"other/deploy", "deploy, other/web", "/other/deploy", "demo2/x", "../other/x", "//demo/x"})
    void jobsOfAnotherProject(String given) {
        String job = given.replaceFirst(".*, ", "");
        refused(
                JobRequests.branches(GIT + "multibranch_job_trigger: {delete_action_job_to_trigger: '" + given + "'}"),
                AT + "multibranch_job_trigger.delete_action_job_to_trigger \"" + job
                        + "\" is a job of another project; name jobs of demo only");
    }

    @ParameterizedTest
    @CsvSource({
        "git, git",
        "github, github-branch-source",
        "gitlab, gitlab-branch-source",
        "bitbucket_server, cloudbees-bitbucket-branch-source",
        "svn, subversion",
        "single_svn, subversion"
    })
    void aSourceWithoutItsPlugin(String type, String plugin) {
        List<String> asked = new ArrayList<>();
        MultiBranchJobRenderer without = new MultiBranchJobRenderer(name -> {
            asked.add(name);
            return false;
        });
        JobRequest request = hosted(type, "owner: a, repo: b, url: 'https://h/r', remote: 'https://h/r'");
        assertThatThrownBy(() -> without.create(request))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.PLUGIN_MISSING))
                .hasMessage(AT + type + "_source needs the plugin " + plugin
                        + ", which Jenkins does not run; install it and restart Jenkins");
        assertThat(asked).containsExactly(plugin);
        assertThat(jobs.create(request).changed()).isTrue();
    }

    @Test
    void jobsOnBranchesWithoutTheirPlugin() {
        MultiBranchJobRenderer without = new MultiBranchJobRenderer("git"::equals);
        JobRequest request =
                JobRequests.branches(GIT + "multibranch_job_trigger: {create_action_job_to_trigger: deploy}");
        assertThatThrownBy(() -> without.create(request))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.PLUGIN_MISSING))
                .hasMessage(
                        AT + "multibranch_job_trigger needs the plugin multibranch-action-triggers, which Jenkins does"
                                + " not run; install it and restart Jenkins, or remove the field");
        JobRequest nothing =
                JobRequests.branches(GIT + "multibranch_job_trigger: {create_action_job_to_trigger: ' , '}");
        assertThat(without.create(nothing).xml())
                .isEqualTo(without.create(JobRequests.branches(GIT)).xml());
    }

    /** Who says nothing is not asked to install a plugin; who says false is. */
    @ParameterizedTest
    @CsvSource({"github, github-branch-source", "bitbucket_server, cloudbees-bitbucket-branch-source"})
    void silenceWithoutItsPlugin(String type, String source) {
        MultiBranchJobRenderer without = new MultiBranchJobRenderer(source::equals);
        assertThat(without.create(hosted(type, "owner: a, repo: b")).xml()).doesNotContain("SkipNotifications");
        assertThat(jobs.create(hosted(type, "owner: a, repo: b")).xml()).contains("SkipNotifications");
        assertThatThrownBy(() -> without.create(hosted(type, "owner: a, repo: b, accept_jenkins_notification: false")))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.PLUGIN_MISSING))
                .hasMessage(AT + type
                        + "_source.accept_jenkins_notification needs the plugin skip-notifications-trait, which"
                        + " Jenkins does not run; install it and restart Jenkins, or set it to true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description: \"@\"",
                "script_path: \"@\"",
                "source_type: \"@\"",
                "discarder: {days_to_keep: \"@\"}",
                "discarder: {num_to_keep: \"@\"}",
                "timer_trigger: {interval: \"@\"}",
                "multibranch_job_trigger: {create_action_job_to_trigger: \"@\"}",
                "multibranch_job_trigger: {delete_action_job_to_trigger: \"@\"}",
                "git_source.scm_id",
                "git_source.url",
                "git_source.credential_id",
                "git_source.regex_filter",
                "github_source.scm_id",
                "github_source.owner",
                "github_source.repo",
                "github_source.credential_id",
                "github_source.api_uri",
                "github_source.regex_filter",
                "gitlab_source.server_name",
                "gitlab_source.owner",
                "gitlab_source.repo",
                "bitbucket_server_source.api_uri",
                "bitbucket_server_source.owner",
                "bitbucket_server_source.repo",
                "svn_source.scm_id",
                "svn_source.remote",
                "svn_source.credential_id",
                "svn_source.includes",
                "svn_source.excludes",
                "single_svn_source.scm_id",
                "single_svn_source.remote",
                "single_svn_source.credential_id"
            })
    void aCharacterThatNoJobCanHold(String field) {
        String poison = "a\\u0008";
        String yaml;
        String named;
        if (field.contains(": ")) {
            yaml = (field.startsWith("source_type") ? "" : GIT) + field.replace("@", poison);
            named = field.replaceAll(": \\{", ".").replaceAll(": \"@\"}?", "");
        } else {
            String source = field.substring(0, field.indexOf('.'));
            String name = field.substring(field.indexOf('.') + 1);
            String type = source.replace("_source", "");
            String rest = List.of("owner: a", "repo: b", "url: 'https://h/r'", "remote: 'https://h/r'").stream()
                    .filter(other -> !other.startsWith(name + ":"))
                    .reduce("", (all, other) -> all + ", " + other);
            yaml = "source_type: " + type + "\n" + source + ": {" + name + ": \"" + poison + "\"" + rest + "}";
            named = field;
        }
        assertThatThrownBy(() -> jobs.create(JobRequests.branches(yaml)))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.INVALID_SPEC))
                .hasMessage(AT + named
                        + " holds the character U+0008 in line 1, which a job's configuration cannot hold; remove it or write"
                        + " it as an escape");
    }

    /** Nothing that Jenkins would have to guess, and nothing that it loads in another way. */
    @Test
    void aMebibyteInAField() {
        String mebibyte = "<&'\" ".repeat(1 << 18);
        GitSource git = new GitSource(null, "https://git.example.com/web.git", null, true, null, null, null);
        MultiBranchPipeline spec = new MultiBranchPipeline(
                "web", mebibyte, null, null, "git", "Jenkinsfile", git, null, null, null, null, null, null);
        MultiBranchJobRenderer onJava24 =
                new MultiBranchJobRenderer(plugin -> true, new ParserLimits(RefusedSpecsTest::asOfJava24));
        assertThatThrownBy(() -> onJava24.create(JobRequests.of(spec)))
                .hasMessageStartingWith(
                        "Pipeline demo/web: spec.multi_branch_pipeline makes a job that Jenkins could not load"
                                + " again: ")
                .hasMessageContaining("; shorten its texts, or start Jenkins with");
    }

    private static JobRequest script(String path) {
        return JobRequests.branches(GIT + "script_path: '" + path + "'");
    }

    private static JobRequest hosted(String type, String fields) {
        return JobRequests.branches("source_type: " + type + "\n" + type + "_source: {" + fields + "}");
    }

    private void refused(JobRequest request, String message) {
        assertThatThrownBy(() -> jobs.create(request))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.INVALID_SPEC))
                .hasMessage(message);
    }
}
