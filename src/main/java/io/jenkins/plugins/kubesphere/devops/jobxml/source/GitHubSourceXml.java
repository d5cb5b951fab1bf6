package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitHubSource;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders {@code github_source}: a repository on GitHub. Classes and fields are those of the plugin
 * github-branch-source 1871; the trait that switches notifications off belongs to skip-notifications-trait 542.
 */
public final class GitHubSourceXml {
    static final HostedTraitSectionFactory TRAITS = new HostedTraitSectionFactory(
            "org.jenkinsci.plugins.github_branch_source.",
            "org.jenkinsci.plugins.github_branch_source.",
            "PullRequest",
            Map.of(1L, "TrustContributors", 2L, "TrustEveryone", 3L, "TrustPermission", 4L, "TrustNobody"),
            "org.jenkinsci.plugins.github.notifications.GithubSkipNotifications",
            "skip-notifications-trait");

    /** The default of the plugin github-branch-source, which sets it when it loads a source without an API URL. */
    private static final String DEFAULT_API = "https://api.github.com";

    /**
     * A field that only the form of the plugin writes. If it is set, Jenkins clones from this URL and ignores the
     * owner, the repository and the API URL. So it is removed when one of these three fields changes.
     */
    private static final String URL = "repositoryUrl";

    private GitHubSourceXml() {}

    public static SourceDefinition of(SharedSourceSectionFactory factory, GitHubSource specValue) {
        SourceFieldValidator validator = factory.validator();
        validator.requirePlugin("github-branch-source");
        String owner = validator.checkHostPath(
                "owner", specValue.owner(), "the user or organisation that owns the repository", false);
        String repo = validator.checkHostPath(
                "repo", specValue.repo(), "the name of the repository without its owner", false);
        String api = validator.checkServerUrl("api_uri", specValue.apiUri());
        List<Section> sections = new ArrayList<>(List.of(
                factory.credentialSection(specValue.credentialId()),
                factory.fieldSection("owner", "repoOwner", owner, URL),
                factory.fieldSection("repo", "repository", repo, URL),
                factory.fieldSection("api_uri", "apiUri", api.isEmpty() ? DEFAULT_API : api, URL)));
        sections.addAll(TRAITS.sections(factory, specValue));
        return SourceDefinition.of(
                validator,
                new BranchSourceClassSection("org.jenkinsci.plugins.github_branch_source.GitHubSCMSource", true),
                specValue.scmId(),
                sections);
    }
}
