package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.Java24XmlInputFactory;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParserLimitValidator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that multi-branch specs which cannot become a job are refused, and the messages. */
class RefusedBranchSpecsTest extends BranchSpecTestCase {
    @Test
    void aSpecOfAnotherTypeIsRefused() {
        JobRequest request = JobRequests.branches(GIT);
        assertRefused(
                new JobRequest(request.name(), request.owner(), new PipelineSpec("pipeline", null, null)),
                "Pipeline demo/web: spec.type is \"pipeline\"; set it to multi-branch-pipeline");
        assertRefused(
                new JobRequest(request.name(), request.owner(), new PipelineSpec("multi-branch-pipeline", null, null)),
                "Pipeline demo/web: spec.multi_branch_pipeline is missing; add it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\Jenkinsfile", "/\\Jenkinsfile", "/C:Jenkinsfile", "C:\\Jenkinsfile", "c:Jenkinsfile"})
    void anAbsoluteScriptPathIsRefused(String path) {
        assertRefused(
                script(path),
                AT + "script_path \"" + path.replaceFirst("^/", "")
                        + "\" is absolute; give the path from the root of the repository");
    }

    @Test
    void aSlashBeforeTheScriptPathIsTakenOff() {
        assertThat(jobs.create(script("//ci/Jenkinsfile")).xml()).contains("<scriptPath>ci/Jenkinsfile</scriptPath>");
        assertThat(jobs.create(script("/")).xml()).contains("<scriptPath>Jenkinsfile</scriptPath>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../Jenkinsfile",
                "/../Jenkinsfile",
                "ci/../../Jenkinsfile",
                "ci/..",
                "ci\\..\\..\\x",
                "a/../b"
            })
    void aScriptPathOutsideTheRepositoryIsRefused(String path) {
        assertRefused(
                script(path),
                AT + "script_path \"" + path.replaceFirst("^/", "")
                        + "\" leaves the repository; give a path without ..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..Jenkinsfile", "ci/Jenkinsfile..", "ci/...", "流水线/Jenkinsfile", "a b", "<a>&amp;"})
    void aScriptPathWithAnUnusualNameIsAccepted(String path) {
        assertThat(jobs.create(script(path)).changed()).isTrue();
    }

    @Test
    void invalidRegularExpressionsAreRefused() {
        assertRefused(
                JobRequests.branches(GIT.replace("}", ", regex_filter: '(main'}")),
                AT + "git_source.regex_filter is not a regular expression: Unclosed group near index 5; correct it");
        assertRefused(
                requestWithHostedSource("github", "owner: a, repo: b, regex_filter: '((a+)+)+$'"),
                AT
                        + "github_source.regex_filter may never finish, because its repetitions can match the same text in too"
                        + " many ways; write it with at most three such repetitions, and none inside another");
        assertRefused(
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
    void anInvalidIntervalIsRefused(String interval, String problem) {
        assertRefused(
                JobRequests.branches(GIT + "timer_trigger: {interval: \"" + interval + "\"}"),
                AT + "timer_trigger.interval " + problem
                        + "; give milliseconds, 900000 for a quarter of an hour, or remove timer_trigger");
    }

    @Test
    void aTimerWithoutAnIntervalIsRefused() {
        assertRefused(
                JobRequests.branches(GIT + "timer_trigger: {cron: H * * * *}"),
                AT + "timer_trigger.interval is missing; give milliseconds, 900000 for a quarter of an hour, or remove"
                        + " timer_trigger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5", "many"})
    void aLimitThatIsNotANumberIsRefused(String limit) {
        assertRefused(
                JobRequests.branches(GIT + "discarder: {days_to_keep: \"" + limit + "\"}"),
                AT + "discarder.days_to_keep \"" + limit
                        + "\" is not a number that is allowed here; give a number from 1 to 999999999, or -1 for no limit");
    }

    /** The plugin starts these jobs with the rights of Jenkins itself. */
    @ParameterizedTest
    @ValueSource(strings = {"other/deploy", "deploy, other/web", "/other/deploy", "demo2/x", "../other/x", "//demo/x"})
    void jobsOfAnotherProjectAreRefused(String given) {
        String job = given.replaceFirst(".*, ", "");
        assertRefused(
                JobRequests.branches(GIT + "multibranch_job_trigger: {delete_action_job_to_trigger: '" + given + "'}"),
                AT + "multibranch_job_trigger.delete_action_job_to_trigger \"" + job
                        + "\" is a job of another project; name jobs of demo only");
    }

    /** Projects of earlier releases had capitals in their names; their folders have none. */
    @Test
    void theNameOfTheProjectCountsWithoutCase() {
        assertThat(jobs.create(JobRequests.branches(
                                GIT + "multibranch_job_trigger: {create_action_job_to_trigger: 'Demo/after'}"))
                        .xml())
                .contains("<createActionJobsToTrigger>demo/after</createActionJobsToTrigger>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo/../other/job", "..", ".", "demo/./web", "demo//web", "demo/", "/", "demo/ ../web"})
    void jobsWithAPartThatIsEmptyOrDotsAreRefused(String job) {
        for (String action : List.of("create", "delete")) {
            String field = "multibranch_job_trigger." + action + "_action_job_to_trigger";
            assertRefused(
                    JobRequests.branches(GIT + field.replace(".", ": {") + ": 'web, " + job + "'}"),
                    AT + field + " \"" + job
                            + "\" has an empty part, or a part . or .., which could lead to another project; give the"
                            + " name of a job of demo");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            description                                          | source_type: git, git_source: {url: 'https://h/r'}, description: "@"
            script_path                                          | source_type: git, git_source: {url: 'https://h/r'}, script_path: "@"
            source_type                                          | source_type: "@"
            discarder.days_to_keep                               | source_type: git, git_source: {url: 'https://h/r'}, discarder: {days_to_keep: "@"}
            discarder.num_to_keep                                | source_type: git, git_source: {url: 'https://h/r'}, discarder: {num_to_keep: "@"}
            timer_trigger.interval                               | source_type: git, git_source: {url: 'https://h/r'}, timer_trigger: {interval: "@"}
            multibranch_job_trigger.create_action_job_to_trigger | source_type: git, git_source: {url: 'https://h/r'}, multibranch_job_trigger: {create_action_job_to_trigger: "@"}
            multibranch_job_trigger.delete_action_job_to_trigger | source_type: git, git_source: {url: 'https://h/r'}, multibranch_job_trigger: {delete_action_job_to_trigger: "@"}
            git_source.scm_id                                    | source_type: git, git_source: {scm_id: "@", url: 'https://h/r'}
            git_source.url                                       | source_type: git, git_source: {url: "@"}
            git_source.credential_id                             | source_type: git, git_source: {credential_id: "@", url: 'https://h/r'}
            git_source.regex_filter                              | source_type: git, git_source: {regex_filter: "@", url: 'https://h/r'}
            github_source.scm_id                                 | source_type: github, github_source: {scm_id: "@", owner: a, repo: b}
            github_source.owner                                  | source_type: github, github_source: {owner: "@", repo: b}
            github_source.repo                                   | source_type: github, github_source: {repo: "@", owner: a}
            github_source.credential_id                          | source_type: github, github_source: {credential_id: "@", owner: a, repo: b}
            github_source.api_uri                                | source_type: github, github_source: {api_uri: "@", owner: a, repo: b}
            github_source.regex_filter                           | source_type: github, github_source: {regex_filter: "@", owner: a, repo: b}
            gitlab_source.server_name                            | source_type: gitlab, gitlab_source: {server_name: "@", owner: a, repo: b}
            gitlab_source.owner                                  | source_type: gitlab, gitlab_source: {owner: "@", repo: b}
            gitlab_source.repo                                   | source_type: gitlab, gitlab_source: {repo: "@", owner: a}
            bitbucket_server_source.api_uri                      | source_type: bitbucket_server, bitbucket_server_source: {api_uri: "@", owner: a, repo: b}
            bitbucket_server_source.owner                        | source_type: bitbucket_server, bitbucket_server_source: {owner: "@", repo: b}
            bitbucket_server_source.repo                         | source_type: bitbucket_server, bitbucket_server_source: {repo: "@", owner: a}
            svn_source.scm_id                                    | source_type: svn, svn_source: {scm_id: "@", remote: 'https://h/r'}
            svn_source.remote                                    | source_type: svn, svn_source: {remote: "@"}
            svn_source.credential_id                             | source_type: svn, svn_source: {credential_id: "@", remote: 'https://h/r'}
            svn_source.includes                                  | source_type: svn, svn_source: {includes: "@", remote: 'https://h/r'}
            svn_source.excludes                                  | source_type: svn, svn_source: {excludes: "@", remote: 'https://h/r'}
            single_svn_source.scm_id                             | source_type: single_svn, single_svn_source: {scm_id: "@", remote: 'https://h/r'}
            single_svn_source.remote                             | source_type: single_svn, single_svn_source: {remote: "@"}
            single_svn_source.credential_id                      | source_type: single_svn, single_svn_source: {credential_id: "@", remote: 'https://h/r'}
            """)
    void aCharacterThatXmlCannotHoldIsRefused(String field, String yaml) {
        assertRefused(
                JobRequests.branches("--- {" + yaml.replace("@", "a\\u0008") + "}"),
                AT + field
                        + " holds the character U+0008 in line 1, which a job's configuration cannot hold; remove it or write"
                        + " it as an escape");
    }

    /** With the limits of Java 24, Jenkins could not load the job again. */
    @Test
    void aFieldOfAMebibyteIsRefused() {
        String mebibyte = "<&'\" ".repeat(1 << 18);
        JobRequest request = JobRequests.branches(GIT + "description: '" + mebibyte.replace("'", "''") + "'");
        MultiBranchJobRenderer onJava24 = new MultiBranchJobRenderer(
                plugin -> true, () -> false, new ParserLimitValidator(Java24XmlInputFactory::createFactory));
        assertThatThrownBy(() -> onJava24.create(request))
                .hasMessageStartingWith(
                        "Pipeline demo/web: spec.multi_branch_pipeline makes a job that Jenkins could not load"
                                + " again: ")
                .hasMessageContaining("; shorten its texts, or start Jenkins with");
    }

    private static JobRequest script(String path) {
        return JobRequests.branches(GIT + "script_path: '" + path + "'");
    }
}
