package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitSource;
import java.util.List;

/** {@code git_source}: any Git repository. Classes and fields are those of the plugin git 5.7. */
final class GitBranches {
    static final String PLUGIN = "git";

    private GitBranches() {}

    static BranchSource of(SourceText source, GitSource given) {
        source.needs(PLUGIN);
        return BranchSource.of(
                source,
                new SourceTypeSection("jenkins.plugins.git.GitSCMSource", true),
                given.scmId(),
                List.of(
                        source.field("url", "remote", source.requiredUrl("url", given.url())),
                        source.credential(given.credentialId()),
                        ObjectSection.plain(
                                source.name("discover_branches"),
                                Boolean.TRUE.equals(given.discoverBranches()),
                                Place.trait("jenkins.plugins.git.traits.BranchDiscoveryTrait")),
                        ObjectSection.plain(
                                source.name("discover_tags"),
                                Boolean.TRUE.equals(given.discoverTags()),
                                Place.trait("jenkins.plugins.git.traits.TagDiscoveryTrait")),
                        CloneSection.of(source, given.gitCloneOption()),
                        source.filter(given.regexFilter())));
    }
}
