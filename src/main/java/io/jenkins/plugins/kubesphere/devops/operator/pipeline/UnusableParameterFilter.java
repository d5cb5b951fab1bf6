package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineParameterValidator;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineParameterValidator.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Leaves out parameters that no job of Jenkins can have, but that earlier releases stored: those whose type is a class
 * of a plugin, and those that repeat a name. The other parts of such a Pipeline work, so it must not be refused.
 *
 * @param spec the spec without these parameters
 * @param changed indexes of these parameters, and of those that have another default
 * @param warnings sentences that name what was left out or changed; also those parameters that stay as a choice without
 *     options
 */
record UnusableParameterFilter(PipelineSpec spec, Set<Integer> changed, List<String> warnings) {
    /**
     * @param wasAccepted true for a spec that was accepted before, see {@link EarlierSpecDetector}. Then a boolean may
     *     have a default that is neither true nor false, which Jenkins takes for false
     */
    static UnusableParameterFilter of(PipelineSpec spec, boolean wasAccepted) {
        if (!PipelineTypes.PIPELINE.equals(spec.type()) || spec.pipeline() == null) {
            return new UnusableParameterFilter(spec, Set.of(), List.of());
        }
        List<PipelineParameter> usable = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Set<Integer> changed = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<PipelineParameter> parameters = spec.pipeline().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            PipelineParameter parameter = parameters.get(i);
            boolean isRepeated = isNamed(parameter) && !names.add(parameter.name());
            String problem = findProblem(parameter, isRepeated);
            if (problem.isEmpty() && wasAccepted && PipelineParameterValidator.hasUnusableDefault(parameter)) {
                usable.add(new PipelineParameter(parameter.name(), parameter.type(), "", parameter.description()));
                changed.add(i);
                warnings.add(PipelineParameterValidator.path(i) + " \"" + parameter.name()
                        + "\": default_value is neither true nor false, and counts as false; correct it");
            } else if (problem.isEmpty()) {
                usable.add(parameter);
            } else {
                changed.add(i);
                warnings.add(PipelineParameterValidator.path(i) + " \"" + parameter.name() + "\" " + problem);
            }
        }
        return new UnusableParameterFilter(
                changed.isEmpty() ? spec : spec.withPipeline(spec.pipeline().withParameters(usable)),
                Set.copyOf(changed),
                Stream.concat(
                                warnings.stream(),
                                PipelineParameterValidator.findMissingOptions(parameters).stream()
                                        .map(FieldProblem::toString))
                        .toList());
    }

    private static String findProblem(PipelineParameter parameter, boolean isRepeated) {
        if (isRepeated) {
            return "has the name of an earlier parameter, and is left out; rename or remove it";
        }
        return isClassOfPlugin(parameter.type())
                ? "has a class of a plugin as its type, and is left out; declare it in the Jenkinsfile, or remove it"
                : "";
    }

    /** Returns the problems of the spec, without those of the parameters that are left out. */
    List<String> findProblems(PipelineSpec unfiltered) {
        return PipelineSpecValidator.findProblems(unfiltered).stream()
                .filter(problem ->
                        changed.stream().noneMatch(index -> problem.startsWith(PipelineParameterValidator.path(index))))
                .toList();
    }

    private static boolean isNamed(PipelineParameter parameter) {
        return parameter.name() != null && !parameter.name().isBlank();
    }

    /** The types of a spec have no dot. The validator refuses a word without one, which is more likely misspelled. */
    private static boolean isClassOfPlugin(String type) {
        return type != null && type.matches("[A-Za-z_][\\w$]*(?:\\.[\\w$]+)+");
    }
}
