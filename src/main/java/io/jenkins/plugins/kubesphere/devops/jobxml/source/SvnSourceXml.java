package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.SvnSource;
import java.util.List;

/** Renders {@code svn_source}: a Subversion repository with branches. Classes and fields: plugin subversion 1292. */
public final class SvnSourceXml {
    static final String PLUGIN = "subversion";

    /**
     * The default of the plugin's form. It is written always, as a source without this field in its file finds no
     * branch.
     */
    private static final String DEFAULT_INCLUDES = "trunk,branches/*,tags/*,sandbox/*";

    private SvnSourceXml() {}

    public static SourceDefinition of(SourceFields source, SvnSource given) {
        source.requirePlugin(PLUGIN);
        String remote = source.requiredUrl("remote", given.remote()).replaceAll("/+$", "") + "/";
        String includes = source.text("includes", given.includes());
        return SourceDefinition.of(
                source,
                new SourceTypeSection("jenkins.scm.impl.subversion.SubversionSCMSource", false),
                given.scmId(),
                List.of(
                        source.field("remote", "remoteBase", remote),
                        source.credential(given.credentialId()),
                        source.field("includes", "includes", includes.isBlank() ? DEFAULT_INCLUDES : includes),
                        source.field("excludes", "excludes", source.text("excludes", given.excludes()))));
    }
}
