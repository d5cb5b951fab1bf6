package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitSource;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ObjectSection;
import java.util.List;

/** Renders {@code git_source}: any Git repository. Classes and fields are those of the plugin git 5.7. */
public final class GitSourceXml {
    static final String PLUGIN = "git";

    private GitSourceXml() {}

    public static SourceDefinition of(SourceFieldValidator source, GitSource specValue) {
        source.requirePlugin(PLUGIN);
        return SourceDefinition.of(
                source,
                new SourceTypeSection("jenkins.plugins.git.GitSCMSource", true),
                specValue.scmId(),
                List.of(
                        source.field("url", "remote", source.requiredUrl("url", specValue.url())),
                        source.credential(specValue.credentialId()),
                        ObjectSection.withoutFields(
                                source.name("discover_branches"),
                                Boolean.TRUE.equals(specValue.discoverBranches()),
                                ElementLocation.trait("jenkins.plugins.git.traits.BranchDiscoveryTrait")),
                        ObjectSection.withoutFields(
                                source.name("discover_tags"),
                                Boolean.TRUE.equals(specValue.discoverTags()),
                                ElementLocation.trait("jenkins.plugins.git.traits.TagDiscoveryTrait")),
                        CloneOptionSection.of(source, specValue.gitCloneOption()),
                        source.filter(specValue.regexFilter())));
    }
}
