package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import java.util.Optional;

/** The name that a pipeline's spec repeats. The job is named after the object, whatever stands there. */
final class NameMismatch {
    private NameMismatch() {}

    /** Gives the warning that belongs to a spec with another name than the object's. */
    static Optional<String> ignored(Pipeline pipeline) {
        PipelineSpec spec = pipeline.getSpec();
        boolean branches = PipelineTypes.MULTI_BRANCH.equals(spec.type());
        String name =
                branches ? spec.multiBranchPipeline().name() : spec.pipeline().name();
        return Optional.ofNullable(name)
                .filter(given ->
                        !given.isEmpty() && !given.equals(pipeline.getMetadata().getName()))
                .map(given -> "spec." + (branches ? "multi_branch_pipeline" : "pipeline") + ".name \"" + given
                        + "\" is ignored, metadata.name counts");
    }
}
