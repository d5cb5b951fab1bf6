package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineParameterValidator;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds problems of a spec that the schema does not refuse: the schema leaves types open, so that old objects stay
 * valid.
 */
final class PipelineSpecValidator {
    private PipelineSpecValidator() {}

    /**
     * Returns all problems. Each is a sentence that names the field and says how to fix it.
     *
     * @return empty if a job can be created from the spec
     */
    static List<String> findProblems(PipelineSpec spec) {
        List<String> problems = new ArrayList<>();
        if (PipelineTypes.PIPELINE.equals(spec.type())) {
            if (spec.pipeline() == null) {
                problems.add("spec.type is \"pipeline\" but spec.pipeline is missing; add it");
            } else {
                List<PipelineParameter> parameters = spec.pipeline().parameters();
                PipelineParameterValidator.findProblems(parameters).forEach(found -> problems.add(found.toString()));
            }
        } else if (PipelineTypes.isMultiBranch(spec)) {
            if (spec.multiBranchPipeline() == null) {
                problems.add(
                        "spec.type is \"multi-branch-pipeline\" but spec.multi_branch_pipeline is missing; add it");
            } else {
                addSourceTypeProblem(spec.multiBranchPipeline().sourceType(), problems);
            }
        } else if (spec.type() == null || spec.type().isBlank()) {
            problems.add("spec.type is missing; set it to pipeline or multi-branch-pipeline");
        } else {
            problems.add("spec.type \"" + spec.type()
                    + "\" is not one of pipeline, multi-branch-pipeline; set it to one of them");
        }
        return problems;
    }

    private static void addSourceTypeProblem(String type, List<String> problems) {
        String field = "spec.multi_branch_pipeline.source_type";
        String allowed = String.join(", ", SourceTypes.ALL);
        if (type == null || type.isBlank()) {
            problems.add(field + " is missing; set it to one of " + allowed);
        } else if (!SourceTypes.ALL.contains(type)) {
            problems.add(field + " \"" + type + "\" is not one of " + allowed + "; set it to one of them");
        }
    }
}
