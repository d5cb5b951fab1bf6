package io.jenkins.plugins.kubesphere.devops.api.pipeline;

/** Values of {@link PipelineSpec#type()}. Users write them; another value is reported in a condition. */
public final class PipelineTypes {
    /** One job with an inline Jenkinsfile, {@link PipelineSpec#pipeline()}. */
    public static final String PIPELINE = "pipeline";

    /** A job for each branch of a repository, {@link PipelineSpec#multiBranchPipeline()}. */
    public static final String MULTI_BRANCH = "multi-branch-pipeline";

    private PipelineTypes() {}

    public static boolean isMultiBranch(PipelineSpec spec) {
        return MULTI_BRANCH.equals(spec.type());
    }
}
