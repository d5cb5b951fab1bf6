package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.BitbucketServerSource;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders {@code bitbucket_server_source}: a repository on Bitbucket. Classes and fields are those of the plugin
 * cloudbees-bitbucket-branch-source 937; the trait that switches notifications off belongs to skip-notifications-trait
 * 542. The traits are written with the class names from before 936, which newer versions still read.
 */
public final class BitbucketSourceXml {
    static final HostedTraitSectionFactory TRAITS = new HostedTraitSectionFactory(
            "com.cloudbees.jenkins.plugins.bitbucket.",
            "com.cloudbees.jenkins.plugins.bitbucket.trait.",
            "PullRequest",
            // The console calls 1 contributors and 3 people with permission. Bitbucket has no such classes. Forks of
            // the team are not wider than these words.
            Map.of(1L, "TrustTeamForks", 2L, "TrustEveryone", 3L, "TrustTeamForks", 4L, "TrustNobody"),
            "com.cloudbees.jenkins.plugins.bitbucket.notifications.BitbucketSkipNotifications",
            "skip-notifications-trait");

    /** The plugin's default server. It is always written, because the plugin cannot load a source without a server. */
    private static final String DEFAULT_SERVER = "https://bitbucket.org";

    private BitbucketSourceXml() {}

    public static SourceDefinition of(SharedSourceSectionFactory factory, BitbucketServerSource specValue) {
        SourceFieldValidator validator = factory.validator();
        validator.requirePlugin("cloudbees-bitbucket-branch-source");
        String owner = validator.checkHostPath(
                "owner", specValue.owner(), "the key of the project, or the user, that owns the repository", false);
        String repo = validator.checkHostPath(
                "repo", specValue.repo(), "the name of the repository without its owner", false);
        String server = validator.checkServerUrl("api_uri", specValue.apiUri());
        List<Section> sections = new ArrayList<>(List.of(
                factory.fieldSection("api_uri", "serverUrl", server.isEmpty() ? DEFAULT_SERVER : server),
                factory.credentialSection(specValue.credentialId()),
                factory.fieldSection("owner", "repoOwner", owner),
                factory.fieldSection("repo", "repository", repo)));
        sections.addAll(TRAITS.sections(factory, specValue));
        return SourceDefinition.of(
                validator,
                new BranchSourceClassSection("com.cloudbees.jenkins.plugins.bitbucket.BitbucketSCMSource", true),
                specValue.scmId(),
                sections);
    }
}
