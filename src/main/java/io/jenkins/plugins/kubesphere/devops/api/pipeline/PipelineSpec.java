package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The wanted state of a pipeline. Only the field that belongs to the type is used; the other is ignored.
 *
 * @param type one of {@link PipelineTypes}, or an unknown word; null only if the object has no spec
 * @param pipeline the job, null if absent
 * @param multiBranchPipeline the repository and which branches get jobs, null if absent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineSpec(
        String type,
        NoScmPipeline pipeline,
        @JsonProperty("multi_branch_pipeline") MultiBranchPipeline multiBranchPipeline) {

    /** An empty spec, for a Pipeline whose JSON has no field spec. */
    public static final PipelineSpec EMPTY = new PipelineSpec(null, null, null);

    /**
     * Returns a copy without tokens and without default values of password parameters. For a copy in another object,
     * which people may read who may not read the Pipeline.
     */
    public PipelineSpec withoutSecrets() {
        return withPipeline(pipeline == null ? null : pipeline.withoutSecrets());
    }

    /** Returns this spec with another part for a regular pipeline. */
    public PipelineSpec withPipeline(NoScmPipeline other) {
        return new PipelineSpec(type, other, multiBranchPipeline);
    }
}
