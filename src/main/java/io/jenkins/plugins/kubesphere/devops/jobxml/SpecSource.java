package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The source of a spec: the one that {@code source_type} names. What the others say is not looked at. */
final class SpecSource {
    private final SpecText text;
    private final Predicate<String> plugins;

    /** @param plugins whether the engine has the plugin of that short name */
    SpecSource(SpecText text, Predicate<String> plugins) {
        this.text = text;
        this.plugins = plugins;
    }

    /** @throws io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal if there is none, or no job can hold it */
    BranchSource of(MultiBranchPipeline spec) {
        String type = text.of(SourceText.AT + ".source_type", spec.sourceType());
        return switch (type) {
            case SourceTypes.GIT -> of("git_source", spec.gitSource(), GitBranches::of);
            case SourceTypes.GITHUB -> of("github_source", spec.githubSource(), GitHubBranches::of);
            case SourceTypes.GITLAB -> of("gitlab_source", spec.gitlabSource(), GitLabBranches::of);
            case SourceTypes.BITBUCKET_SERVER ->
                of("bitbucket_server_source", spec.bitbucketServerSource(), BitbucketBranches::of);
            case SourceTypes.SVN -> of("svn_source", spec.svnSource(), SvnBranches::of);
            case SourceTypes.SINGLE_SVN -> of("single_svn_source", spec.singleSvnSource(), SingleSvnBranch::of);
            default ->
                throw text.refusal(
                        SourceText.AT + ".source_type",
                        "\"" + type + "\" is not one of " + String.join(", ", SourceTypes.ALL));
        };
    }

    private <T> BranchSource of(String field, T given, BiFunction<SourceText, T, BranchSource> kind) {
        if (given == null) {
            throw text.refusal(
                    SourceText.AT + "." + field, "is missing, and source_type names it; add it or correct source_type");
        }
        return kind.apply(new SourceText(text, field, plugins), given);
    }
}
