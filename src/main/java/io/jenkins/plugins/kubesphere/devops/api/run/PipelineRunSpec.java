package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.LenientDecoding;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import java.util.List;

/**
 * What to run.
 *
 * @param pipelineRef the pipeline, never null; its name may be null
 * @param parameters values for the pipeline's parameters, never null
 * @param scm what to build of a multi-branch pipeline, or null
 * @param action one of {@link RunActions}; null or empty for none
 * @param pipelineSpec the pipeline's spec when the run was created, or null; a copy that may be out of date
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineRunSpec(
        PipelineRef pipelineRef,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PipelineRunParameter> parameters,
        ScmRef scm,
        String action,
        PipelineSpec pipelineSpec) {

    /** The spec of an object that has none. */
    public static final PipelineRunSpec EMPTY = new PipelineRunSpec(null, null, null, null, null);

    public PipelineRunSpec {
        pipelineRef = pipelineRef == null ? PipelineRef.NONE : pipelineRef;
        parameters = LenientDecoding.list(parameters);
    }
}
