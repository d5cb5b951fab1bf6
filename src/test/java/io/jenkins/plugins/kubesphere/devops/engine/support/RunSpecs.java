package io.jenkins.plugins.kubesphere.devops.engine.support;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRef;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import java.util.List;

/** Creates specs of runs, as a user writes them. */
public final class RunSpecs {
    private RunSpecs() {}

    /** @param pipeline name of the pipeline; null for a reference without a name */
    public static PipelineRef reference(String pipeline) {
        return new PipelineRef(pipeline, null, null, null, null, null, null);
    }

    /** The spec of a run of a pipeline without branches. */
    public static PipelineRunSpec of(String pipeline, PipelineRunParameter... parameters) {
        return of(pipeline, List.of(parameters));
    }

    public static PipelineRunSpec of(String pipeline, List<PipelineRunParameter> parameters) {
        return new PipelineRunSpec(reference(pipeline), parameters, null, null, null);
    }

    /** The spec of a run of one branch, tag or pull request. */
    public static PipelineRunSpec ofBranch(String pipeline, ScmRef scm, PipelineRunParameter... parameters) {
        return new PipelineRunSpec(reference(pipeline), List.of(parameters), scm, null, null);
    }
}
