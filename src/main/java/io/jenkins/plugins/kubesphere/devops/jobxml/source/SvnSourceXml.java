package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.SvnSource;
import java.util.List;

/**
 * Renders {@code svn_source}: a Subversion repository with branches. Class and field names are those of the plugin
 * subversion 1292.
 */
public final class SvnSourceXml {
    static final String PLUGIN = "subversion";

    /** The default of the plugin's form. It is always written, because a source without this field finds no branch. */
    private static final String DEFAULT_INCLUDES = "trunk,branches/*,tags/*,sandbox/*";

    private SvnSourceXml() {}

    public static SourceDefinition of(SharedSourceSectionFactory factory, SvnSource specValue) {
        SourceFieldValidator validator = factory.validator();
        validator.requirePlugin(PLUGIN);
        String remote = validator
                        .checkRequiredUrl("remote", specValue.remote(), RepositoryUrlForm.SUBVERSION)
                        .replaceAll("/+$", "")
                + "/";
        String includes = validator.checkText("includes", specValue.includes());
        return SourceDefinition.of(
                validator,
                new BranchSourceClassSection("jenkins.scm.impl.subversion.SubversionSCMSource", false),
                specValue.scmId(),
                List.of(
                        factory.fieldSection("remote", "remoteBase", remote),
                        factory.credentialSection(specValue.credentialId()),
                        factory.fieldSection("includes", "includes", includes.isBlank() ? DEFAULT_INCLUDES : includes),
                        factory.fieldSection(
                                "excludes", "excludes", validator.checkText("excludes", specValue.excludes()))));
    }
}
