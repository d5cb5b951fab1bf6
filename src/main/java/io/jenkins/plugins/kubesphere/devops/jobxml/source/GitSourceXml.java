package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitSource;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ObjectSection;
import java.util.List;

/** Renders {@code git_source}: any Git repository. Classes and fields are those of the plugin git 5.7. */
public final class GitSourceXml {
    static final String PLUGIN = "git";

    private GitSourceXml() {}

    public static SourceDefinition of(SharedSourceSectionFactory factory, GitSource specValue) {
        SourceFieldValidator validator = factory.validator();
        validator.requirePlugin(PLUGIN);
        return SourceDefinition.of(
                validator,
                new BranchSourceClassSection("jenkins.plugins.git.GitSCMSource", true),
                specValue.scmId(),
                List.of(
                        factory.fieldSection(
                                "url",
                                "remote",
                                validator.checkRequiredUrl("url", specValue.url(), RepositoryUrlForm.GIT)),
                        factory.credentialSection(specValue.credentialId()),
                        ObjectSection.withoutFields(
                                validator.fieldPath("discover_branches"),
                                Boolean.TRUE.equals(specValue.discoverBranches()),
                                ElementLocation.trait("jenkins.plugins.git.traits.BranchDiscoveryTrait")),
                        ObjectSection.withoutFields(
                                validator.fieldPath("discover_tags"),
                                Boolean.TRUE.equals(specValue.discoverTags()),
                                ElementLocation.trait("jenkins.plugins.git.traits.TagDiscoveryTrait")),
                        CloneOptionSection.of(validator, specValue.gitCloneOption()),
                        factory.filterSection(specValue.regexFilter())));
    }
}
