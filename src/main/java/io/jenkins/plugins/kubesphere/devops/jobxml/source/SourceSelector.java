package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Selects the branch source that {@code source_type} names. The other sources of the spec are ignored. */
public final class SourceSelector {
    private final SpecTextValidator validator;
    private final Predicate<String> isPluginActive;
    private final boolean allowsLoopback;

    /**
     * @param isPluginActive returns true if the plugin with that short name is running
     * @param allowsLoopback whether a repository may be on the controller's loopback interface
     */
    public SourceSelector(SpecTextValidator validator, Predicate<String> isPluginActive, boolean allowsLoopback) {
        this.validator = validator;
        this.isPluginActive = isPluginActive;
        this.allowsLoopback = allowsLoopback;
    }

    /**
     * @throws io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException if the spec has no such source, or a
     *     job cannot hold it
     */
    public SourceDefinition select(MultiBranchPipeline spec) {
        String type = validator.check(SourceFieldValidator.SPEC_PATH + ".source_type", spec.sourceType());
        return switch (type) {
            case SourceTypes.GIT -> of("git_source", spec.gitSource(), GitSourceXml::of);
            case SourceTypes.GITHUB -> of("github_source", spec.githubSource(), GitHubSourceXml::of);
            case SourceTypes.GITLAB -> of("gitlab_source", spec.gitlabSource(), GitLabSourceXml::of);
            case SourceTypes.BITBUCKET_SERVER ->
                of("bitbucket_server_source", spec.bitbucketServerSource(), BitbucketSourceXml::of);
            case SourceTypes.SVN -> of("svn_source", spec.svnSource(), SvnSourceXml::of);
            case SourceTypes.SINGLE_SVN -> of("single_svn_source", spec.singleSvnSource(), SingleSvnSourceXml::of);
            default ->
                throw validator
                        .refusals()
                        .create(
                                SourceFieldValidator.SPEC_PATH + ".source_type",
                                "\"" + type + "\" is not one of " + String.join(", ", SourceTypes.ALL)
                                        + "; set it to one of them");
        };
    }

    private <T> SourceDefinition of(
            String field, T specValue, BiFunction<SharedSourceSectionFactory, T, SourceDefinition> render) {
        if (specValue == null) {
            throw validator
                    .refusals()
                    .create(
                            SourceFieldValidator.SPEC_PATH + "." + field,
                            "is missing, but source_type requires it; add it or correct source_type");
        }
        return render.apply(
                new SharedSourceSectionFactory(
                        new SourceFieldValidator(validator, field, isPluginActive, allowsLoopback)),
                specValue);
    }
}
