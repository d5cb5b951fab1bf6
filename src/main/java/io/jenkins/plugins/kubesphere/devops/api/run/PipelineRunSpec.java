package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import java.util.List;

/**
 * The wanted build of a pipeline.
 *
 * @param pipelineRef the pipeline, never null; its name may be null
 * @param parameters values for the pipeline's parameters, never null
 * @param scm what to build of a multi-branch pipeline, or null
 * @param action one of {@link RunActions}; null or empty for none
 * @param pipelineSpec a copy of the pipeline's spec from the time when the run was created, or null; it may be out of
 *     date
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineRunSpec(
        PipelineRef pipelineRef,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PipelineRunParameter> parameters,
        ScmRef scm,
        String action,
        PipelineSpec pipelineSpec) {

    /** The spec of an object without a spec. */
    public static final PipelineRunSpec EMPTY = new PipelineRunSpec(null, null, null, null, null);

    public PipelineRunSpec {
        pipelineRef = pipelineRef == null ? PipelineRef.NONE : pipelineRef;
        parameters = NullSafeCopies.copyOf(parameters);
    }
}
