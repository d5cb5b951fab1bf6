package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.SingleSvnSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import java.util.List;

/** Renders {@code single_svn_source}: one path of a Subversion repository, which is the only branch. */
public final class SingleSvnSourceXml {
    private SingleSvnSourceXml() {}

    public static SourceDefinition of(SharedSourceSectionFactory factory, SingleSvnSource specValue) {
        SourceFieldValidator validator = factory.validator();
        validator.requirePlugin(SvnSourceXml.PLUGIN);
        return SourceDefinition.of(
                validator,
                new BranchSourceClassSection("jenkins.scm.impl.SingleSCMSource", false),
                specValue.scmId(),
                List.of(
                        factory.fieldSection("name", "name", SourceTypes.SINGLE_SVN_BRANCH),
                        new SubversionScmSection(
                                validator.fieldPath("remote"),
                                validator.checkRequiredUrl("remote", specValue.remote(), RepositoryUrlForm.SUBVERSION),
                                validator
                                        .checkText("credential_id", specValue.credentialId())
                                        .trim())));
    }
}
