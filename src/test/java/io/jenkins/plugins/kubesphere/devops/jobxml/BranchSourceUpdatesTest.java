package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what an update changes in the branch source of a multi-branch job. */
class BranchSourceUpdatesTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("multibranch");

    private static final JobRequest BARE = MinimalBranchSpecs.request("git", "");

    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    @Test
    void anotherSourceIsReplacedByOurs() {
        String github = jobs.create(GOLDEN.request("github-full")).xml();
        String theirs = github.replaceAll("(?s)<properties>.*</properties>", "");
        RenderedJob update = jobs.update(BARE, theirs);
        assertThat(update.conflicts()).containsExactly("script_path", "source_type");
        assertThat(update.xml())
                .contains("<id>6ff4ee52-e0d5-4c36-9a31-8d2a63d8d2c6</id>")
                .doesNotContain("github");
        assertThat(jobs.update(BARE, github).conflicts())
                .as("our own source of another type")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"git", "github", "gitlab", "bitbucket_server", "svn", "single_svn"})
    void theIdOfASourceIsKept(String type) {
        String derived = jobs.create(MinimalBranchSpecs.request(type, "")).xml();
        assertThat(derived).contains("<id>uid-1</id>");
        JobRequest restored = new JobRequest(
                BARE.name(),
                new Owner("Pipeline", "demo", "web", "uid-2"),
                MinimalBranchSpecs.request(type, ", credential_id: robot").spec());
        assertThat(jobs.update(restored, derived).xml()).contains("<id>uid-1</id>", "<uid>uid-2</uid>");
        String given = jobs.update(MinimalBranchSpecs.request(type, ", scm_id: mine"), derived)
                .xml();
        assertThat(given).contains("<id>mine</id>");
        assertThat(jobs.update(MinimalBranchSpecs.request(type, ""), given).xml())
                .contains("<id>mine</id>");
        assertThat(jobs.update(MinimalBranchSpecs.request(type, ""), derived.replace("<id>uid-1</id>", "<id/>"))
                        .xml())
                .contains("<id>uid-1</id>");
    }

    /** The plugins store data of the old repository beside our fields. */
    @Test
    void dataOfAnotherRepositoryIsRemoved() {
        String gitlab = jobs.create(MinimalBranchSpecs.request("gitlab", ""))
                .xml()
                .replace("<id>", "<projectId>7</projectId><sshRemote>git@h:a/b</sshRemote><id>");
        assertThat(jobs.update(MinimalBranchSpecs.request("gitlab", ""), gitlab).changed())
                .isFalse();
        assertThat(jobs.update(MinimalBranchSpecs.request("gitlab", ", discover_tags: true"), gitlab)
                        .xml())
                .contains("<projectId>7");
        assertThat(jobs.update(MinimalBranchSpecs.request("gitlab", ", server_name: other"), gitlab)
                        .xml())
                .doesNotContain("projectId", "sshRemote");
        String github = jobs.create(MinimalBranchSpecs.request("github", ""))
                .xml()
                .replace("<id>", "<repositoryUrl>https://github.com/a/b</repositoryUrl><id>");
        assertThat(jobs.update(MinimalBranchSpecs.request("github", ""), github).changed())
                .isFalse();
        assertThat(jobs.update(MinimalBranchSpecs.request("github", ", api_uri: 'https://h/api/v3'"), github)
                        .xml())
                .doesNotContain("repositoryUrl");
    }

    /** Newer versions of the Bitbucket plugin save the traits with new names. They load the old and the new names. */
    @Test
    void bothNamesOfBitbucketTraitsAreKnown() {
        JobRequest full = GOLDEN.request("bitbucket-full");
        String made = jobs.create(full).xml();
        String resaved = made.replaceAll(
                "(com\\.cloudbees\\.jenkins\\.plugins\\.bitbucket\\.)((Branch|Origin|Fork|Tag)\\w*Trait)",
                "$1trait.$2");
        assertThat(resaved).isNotEqualTo(made);
        assertThat(jobs.update(full, resaved).changed()).isFalse();
        assertThat(jobs.update(MinimalBranchSpecs.request("bitbucket_server", ""), resaved)
                        .xml())
                .doesNotContain("DiscoveryTrait");
    }

    @ParameterizedTest
    @CsvSource({
        "https://GitHub.example.com:443/api/v3/, https://github.example.com/api/v3",
        "HTTP://h:80, http://h",
        "http://h:443/, http://h:443",
        "https://h/a/../b//, https://h/b",
        "' ', https://api.github.com"
    })
    void urlsOfHostsAreNormalizedAsByThePlugin(String given, String tidy) {
        String uri = given.isBlank() ? "" : given;
        assertThat(jobs.create(MinimalBranchSpecs.request("github", ", api_uri: '" + uri + "'"))
                        .xml())
                .contains("<apiUri>" + tidy + "</apiUri>");
    }

    @ParameterizedTest
    @CsvSource({"-1, -1, 1, 10", "-9, -9, 1, 10", "3, 4, 3, 4"})
    void negativeNumbersOfACloneBecomeDefaults(long depth, long timeout, String written, String minutes) {
        assertThat(jobs.create(MinimalBranchSpecs.request(
                                "git", ", git_clone_option: {depth: " + depth + ", timeout: " + timeout + "}"))
                        .xml())
                .contains("<depth>" + written + "<", "<timeout>" + minutes + "<");
        assertThat(jobs.create(MinimalBranchSpecs.request("git", ", git_clone_option: {depth: 0, timeout: 0}"))
                        .xml())
                .contains("CloneOptionTrait")
                .doesNotContain("<depth>", "<timeout>");
    }
}
