package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds problems of a spec that the schema does not refuse: the schema leaves types open, so that old objects stay
 * valid.
 */
final class PipelineSpecValidator {
    private static final Set<String> PARAMETER_TYPES = Set.of(
            ParameterTypes.STRING,
            ParameterTypes.TEXT,
            ParameterTypes.BOOLEAN,
            ParameterTypes.CHOICE,
            ParameterTypes.PASSWORD,
            ParameterTypes.FILE);

    private PipelineSpecValidator() {}

    /**
     * Returns all problems. Each is a sentence that names the field, its value and the valid values.
     *
     * @return empty if a job can be created from the spec
     */
    static List<String> problems(PipelineSpec spec) {
        List<String> problems = new ArrayList<>();
        if (PipelineTypes.PIPELINE.equals(spec.type())) {
            if (spec.pipeline() == null) {
                problems.add("spec.type is \"pipeline\" but spec.pipeline is missing; add it");
            } else {
                parameters(spec.pipeline().parameters(), problems);
            }
        } else if (PipelineTypes.MULTI_BRANCH.equals(spec.type())) {
            if (spec.multiBranchPipeline() == null) {
                problems.add(
                        "spec.type is \"multi-branch-pipeline\" but spec.multi_branch_pipeline is missing; add it");
            } else {
                sourceType(spec.multiBranchPipeline().sourceType(), problems);
            }
        } else if (spec.type() == null || spec.type().isBlank()) {
            problems.add("spec.type is missing; set it to pipeline or multi-branch-pipeline");
        } else {
            problems.add("spec.type \"" + spec.type() + "\" is not one of pipeline, multi-branch-pipeline");
        }
        return problems;
    }

    private static void sourceType(String type, List<String> problems) {
        if (!SourceTypes.ALL.contains(String.valueOf(type))) {
            problems.add("spec.multi_branch_pipeline.source_type "
                    + (type == null ? "is missing; give one of " : "\"" + type + "\" is not one of ")
                    + String.join(", ", SourceTypes.ALL));
        }
    }

    private static void parameters(List<PipelineParameter> parameters, List<String> problems) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parameters.size(); i++) {
            PipelineParameter parameter = parameters.get(i);
            String at = "spec.pipeline.parameters[" + i + "]";
            if (parameter.name() == null || parameter.name().isBlank()) {
                problems.add(at + " has no name; give it one");
            } else if (!names.add(parameter.name())) {
                problems.add(at + " is the second one named \"" + parameter.name() + "\"; rename or remove it");
            }
            if (!PARAMETER_TYPES.contains(String.valueOf(parameter.type()))) {
                problems.add(at + " \"" + parameter.name() + "\": type \"" + parameter.type()
                        + "\" is not one of string, text, boolean, choice, password, file");
            }
            if (ParameterTypes.CHOICE.equals(parameter.type())
                    && (parameter.defaultValue() == null
                            || parameter.defaultValue().isBlank())) {
                problems.add(at + " \"" + parameter.name()
                        + "\": a choice needs its options in default_value, one on each line");
            }
        }
    }
}
