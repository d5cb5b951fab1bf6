package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a pipeline shall be. Only the part that the type names is read.
 *
 * @param type one of {@link PipelineTypes}, or any other word; null only if there is no spec at all
 * @param pipeline the job, null if absent
 * @param multiBranchPipeline the repository and how its branches become jobs, null if absent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineSpec(
        String type,
        NoScmPipeline pipeline,
        @JsonProperty("multi_branch_pipeline") MultiBranchPipeline multiBranchPipeline) {

    /** The spec of an object that has none. */
    public static final PipelineSpec EMPTY = new PipelineSpec(null, null, null);
}
