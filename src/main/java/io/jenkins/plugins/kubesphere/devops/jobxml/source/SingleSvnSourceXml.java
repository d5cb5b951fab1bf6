package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.SingleSvnSource;
import java.util.List;

/** {@code single_svn_source}: one path of a Subversion repository, which is one branch. */
public final class SingleSvnSourceXml {
    /** Name of the branch, as it always was; another one makes another job. */
    private static final String BRANCH = "master";

    private SingleSvnSourceXml() {}

    public static SourceDefinition of(SourceFields source, SingleSvnSource given) {
        source.needs(SvnSourceXml.PLUGIN);
        return SourceDefinition.of(
                source,
                new SourceTypeSection("jenkins.scm.impl.SingleSCMSource", false),
                given.scmId(),
                List.of(
                        source.field("name", "name", BRANCH),
                        new SvnCheckoutSection(
                                source.name("remote"),
                                source.requiredUrl("remote", given.remote()),
                                source.text("credential_id", given.credentialId())
                                        .trim())));
    }
}
