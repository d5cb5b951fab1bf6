package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import java.util.Optional;

/** Warns if the spec of a pipeline has another name than the object. The job always has the name of the object. */
final class PipelineNameValidator {
    private PipelineNameValidator() {}

    /** Returns the warning for a spec with another name than the object. */
    static Optional<String> warning(Pipeline pipeline) {
        PipelineSpec spec = pipeline.getSpec();
        boolean branches = PipelineTypes.MULTI_BRANCH.equals(spec.type());
        String name =
                branches ? spec.multiBranchPipeline().name() : spec.pipeline().name();
        return Optional.ofNullable(name)
                .filter(given ->
                        !given.isEmpty() && !given.equals(pipeline.getMetadata().getName()))
                .map(given -> "spec." + (branches ? "multi_branch_pipeline" : "pipeline") + ".name \"" + given
                        + "\" is ignored; the job is named after metadata.name");
    }
}
