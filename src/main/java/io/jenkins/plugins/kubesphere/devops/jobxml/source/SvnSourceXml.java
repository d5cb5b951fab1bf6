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

    public static SourceDefinition of(SourceFieldValidator source, SvnSource specValue) {
        source.requirePlugin(PLUGIN);
        String remote = source.requiredUrl("remote", specValue.remote()).replaceAll("/+$", "") + "/";
        String includes = source.text("includes", specValue.includes());
        return SourceDefinition.of(
                source,
                new SourceTypeSection("jenkins.scm.impl.subversion.SubversionSCMSource", false),
                specValue.scmId(),
                List.of(
                        source.field("remote", "remoteBase", remote),
                        source.credential(specValue.credentialId()),
                        source.field("includes", "includes", includes.isBlank() ? DEFAULT_INCLUDES : includes),
                        source.field("excludes", "excludes", source.text("excludes", specValue.excludes()))));
    }
}
