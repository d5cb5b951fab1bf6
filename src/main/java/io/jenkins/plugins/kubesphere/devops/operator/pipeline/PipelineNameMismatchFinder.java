package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import java.util.Optional;

/** Warns if the spec of a pipeline has another name than the object. The job always has the name of the object. */
final class PipelineNameMismatchFinder {
    private PipelineNameMismatchFinder() {}

    /**
     * Returns the warning for a spec with another name than the object. The spec must be valid, see {@link
     * PipelineSpecValidator}.
     */
    static Optional<String> findWarning(Pipeline pipeline) {
        PipelineSpec spec = pipeline.getSpec();
        boolean isMultiBranch = PipelineTypes.isMultiBranch(spec);
        String name = isMultiBranch
                ? spec.multiBranchPipeline().name()
                : spec.pipeline().name();
        return Optional.ofNullable(name)
                .filter(specName -> !specName.isEmpty()
                        && !specName.equals(pipeline.getMetadata().getName()))
                .map(
                        specName ->
                                "spec." + (isMultiBranch ? "multi_branch_pipeline" : "pipeline") + ".name \"" + specName
                                        + "\" is ignored, because the job has the name of the object; set it to metadata.name to remove this warning");
    }
}
