package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRef;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import java.util.List;

/** Specs of runs, as a user writes them. */
public final class RunSpecs {
    private RunSpecs() {}

    /** @param pipeline its name; null for a reference that names none */
    public static PipelineRef reference(String pipeline) {
        return new PipelineRef(pipeline, null, null, null, null, null, null);
    }

    /** A run of a pipeline without branches. */
    public static PipelineRunSpec of(String pipeline, PipelineRunParameter... parameters) {
        return of(pipeline, List.of(parameters));
    }

    public static PipelineRunSpec of(String pipeline, List<PipelineRunParameter> parameters) {
        return new PipelineRunSpec(reference(pipeline), parameters, null, null, null);
    }

    /** A run of one branch, tag or request. */
    public static PipelineRunSpec ofBranch(String pipeline, ScmRef scm, PipelineRunParameter... parameters) {
        return new PipelineRunSpec(reference(pipeline), List.of(parameters), scm, null, null);
    }
}
