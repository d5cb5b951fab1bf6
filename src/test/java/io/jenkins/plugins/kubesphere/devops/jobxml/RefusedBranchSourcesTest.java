package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that branch sources which cannot become a job are refused, and with which messages. */
class RefusedBranchSourcesTest extends BranchSpecTestCase {
    @ParameterizedTest
    @ValueSource(strings = {"gitt", "Git", "", "git "})
    void anUnknownSourceTypeIsRefused(String type) {
        assertRefused(
                JobRequests.branches("source_type: \"" + type + "\""),
                AT + "source_type \"" + type
                        + "\" is not one of git, github, gitlab, bitbucket_server, svn, single_svn; set it to one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"git", "github", "gitlab", "bitbucket_server", "svn", "single_svn"})
    void aMissingSourceIsRefused(String type) {
        assertRefused(
                JobRequests.branches("source_type: " + type),
                AT + type + "_source is missing, but source_type requires it; add it or correct source_type");
    }

    @Test
    void sourcesOfOtherTypesAreIgnored() {
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
        "gitlab, owner, 'the user or the full path of the group that owns the project, for example group/subgroup'",
        "bitbucket_server, owner, 'the key of the project, or the user, that owns the repository'"
    })
    void aSourceWithoutARequiredFieldIsRefused(String type, String field, String what) {
        for (String fields : List.of("{}", "{" + field + ": \"\"}", "{repo: web}")) {
            assertRefused(
                    JobRequests.branches("source_type: " + type + "\n" + type + "_source: " + fields),
                    AT + type + "_source." + field + " is missing; give " + what);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "github, the name of the repository without its owner",
        "gitlab, 'the name of the project without its owner \"a\", or its full path, for example \"a/web\"'",
        "bitbucket_server, the name of the repository without its owner"
    })
    void anInvalidRepositoryIsRefused(String type, String what) {
        assertRefused(requestWithHostedSource(type, "owner: a"), AT + type + "_source.repo is missing; give " + what);
        if (!type.equals("gitlab")) {
            assertRefused(
                    requestWithHostedSource(type, "owner: a, repo: b/c"),
                    AT + type + "_source.repo \"b/c\" is not a name that the SCM host allows; give " + what);
        }
        for (String repo : List.of("..", ".", "a b", "a?b", "a#b", "a%2fb", "a\\b", "/a", "a/", "a<b", "\u00A0a")) {
            assertRefused(
                    requestWithHostedSource(type, "owner: a, repo: '" + repo + "'"),
                    AT + type + "_source.repo \"" + repo + "\" is not a name that the SCM host allows; give " + what);
        }
    }

    /** ks-devops took repo as the full path, so existing Pipelines have it there. */
    @ParameterizedTest
    @CsvSource({
        "team, team/web, team/web",
        "team, web, team/web",
        "a/b, a/b/web, a/b/web",
        "a, a/b/web, a/b/web",
        "ann, team/web, team/web"
    })
    void theRepositoryOfGitLabMayBeTheFullPath(String owner, String repo, String projectPath) {
        assertThat(jobs.create(requestWithHostedSource("gitlab", "owner: " + owner + ", repo: " + repo))
                        .xml())
                .contains(
                        "<projectOwner>" + owner + "</projectOwner>", "<projectPath>" + projectPath + "</projectPath>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "/a", "a/", "a/../b", "a/./b"})
    void invalidGroupsAreRefused(String owner) {
        assertRefused(
                requestWithHostedSource("gitlab", "repo: web, owner: '" + owner + "'"),
                AT + "gitlab_source.owner \"" + owner
                        + "\" is not a name that the SCM host allows; give the user or the full path of the group"
                        + " that owns the project, for example group/subgroup");
    }

    /** The message must not contain the password either. */
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
    void aPasswordInAUrlIsRefused(String type, String field, String url) {
        assertRefused(
                requestWithHostedSource(type, "owner: a, repo: b, " + field + ": '" + url + "'"),
                AT + type + "_source." + field
                        + " contains a password, which everybody who sees the job or a log could read; remove it, and set"
                        + " credential_id to the name of a credential");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com:8443/~a:b@c/web.git",
                "https://robot@git.example.com/web.git",
                "https://robot:@git.example.com/web.git",
                "ssh://git@git.example.com:22/web.git",
                "git@git.example.com:group/web.git",
                "https://[2001:db8::1]:8443/web.git",
                "https://git.example.com/web.git?a=b:c@d"
            })
    void urlsWithoutAPasswordAreAccepted(String url) {
        String xml = jobs.create(JobRequests.branches("source_type: git\ngit_source: {url: '" + url + "'}"))
                .xml();
        assertThat(xml).contains("<remote>" + url + "</remote>");
    }

    @Test
    void invalidUrlsAreRefused() {
        assertRefused(
                JobRequests.branches("source_type: git\ngit_source: {url: --upload-pack=touch /tmp/x}"),
                AT + "git_source.url contains a space; write it as %20 or correct the URL");
        assertRefused(
                JobRequests.branches("source_type: git\ngit_source: {url: --upload-pack=x}"),
                AT + "git_source.url begins with -, which a command could read as an option; correct it");
        assertRefused(
                requestWithHostedSource("github", "owner: a, repo: b, api_uri: 'https://h/%'"),
                AT + "github_source.api_uri is not a URL: Malformed escape pair at index 10; correct it");
        for (String url : List.of("github.example.com", "ftp://github.example.com", "https:///api", "file:///a")) {
            assertRefused(
                    requestWithHostedSource("github", "owner: a, repo: b, api_uri: '" + url + "'"),
                    AT
                            + "github_source.api_uri is not the URL of a server; give a URL that begins with https:// or http:// and has a host");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "bitbucket_server"})
    void unknownStrategiesAreRefused(String type) {
        for (String number : List.of("-1", "4", "9223372036854775807")) {
            assertRefused(
                    requestWithHostedSource(type, "owner: a, repo: b, discover_branches: " + number),
                    AT + type + "_source.discover_branches " + number
                            + " is not a strategy; give 1 for branches without a pull"
                            + " request, 2 for branches with a pull request, 3 for all, or leave it out for none");
            assertRefused(
                    requestWithHostedSource(type, "owner: a, repo: b, discover_pr_from_origin: " + number),
                    AT + type + "_source.discover_pr_from_origin " + number
                            + " is not a strategy; give 1 to build the pull request merged into its target branch,"
                            + " 2 to build the pull request itself, 3 for both, or leave it out for none");
            assertRefused(
                    requestWithHostedSource(
                            type, "owner: a, repo: b, discover_pr_from_forks: {trust: 1, strategy: " + number + "}"),
                    AT + type + "_source.discover_pr_from_forks.strategy " + number
                            + " is not a strategy; give 1 to build the pull request merged into its target"
                            + " branch,"
                            + " 2 to build the pull request itself, 3 for both, or leave it out for none");
        }
        assertRefused(
                requestWithHostedSource(type, "owner: a, repo: b, discover_pr_from_forks: {trust: 1}"),
                AT + type
                        + "_source.discover_pr_from_forks.strategy is missing; give 1 to build the pull request merged into its target"
                        + " branch,"
                        + " 2 to build the pull request itself, 3 for both");
    }

    @ParameterizedTest
    @CsvSource({
        "github, '1 for TrustContributors, 2 for TrustEveryone, 3 for TrustPermission, 4 for TrustNobody'",
        "gitlab, '1 for TrustMembers, 2 for TrustEveryone, 3 for TrustPermission, 4 for TrustNobody'",
        "bitbucket_server, '1 for TrustTeamForks, 2 for TrustEveryone, 3 for TrustTeamForks, 4 for TrustNobody'"
    })
    void aMissingOrUnknownTrustIsRefused(String type, String legal) {
        assertRefused(
                requestWithHostedSource(type, "owner: a, repo: b, discover_pr_from_forks: {strategy: 1}"),
                AT + type + "_source.discover_pr_from_forks.trust is missing; give " + legal);
        for (String number : List.of("-1", "5", "9223372036854775807", "4294967297", "-4294967295")) {
            assertRefused(
                    requestWithHostedSource(
                            type, "owner: a, repo: b, discover_pr_from_forks: {strategy: 1, trust: " + number + "}"),
                    AT + type + "_source.discover_pr_from_forks.trust " + number
                            + " is not a level of trust of that host; give " + legal);
        }
    }

    @Test
    void emptyForkSettingsAreIgnored() {
        String none = jobs.create(requestWithHostedSource("github", "owner: a, repo: b"))
                .xml();
        for (String forks : List.of("{}", "{strategy: 0, trust: 0}", "null")) {
            assertThat(jobs.create(requestWithHostedSource(
                                    "github", "owner: a, repo: b, discover_pr_from_forks: " + forks))
                            .xml())
                    .isEqualTo(none);
        }
    }

    @Test
    void tooLargeNumbersOfACloneAreRefused() {
        assertRefused(
                JobRequests.branches(GIT.replace("}", ", git_clone_option: {depth: 2147483648}}")),
                AT + "git_source.git_clone_option.depth 2147483648 is too large; give a number up to 2147483647");
        assertRefused(
                JobRequests.branches(GIT.replace("}", ", git_clone_option: {timeout: 99999999999}}")),
                AT + "git_source.git_clone_option.timeout 99999999999 is too large; give a number up to 2147483647");
    }
}
