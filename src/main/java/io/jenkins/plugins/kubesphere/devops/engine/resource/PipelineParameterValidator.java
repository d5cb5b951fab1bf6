package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Checks the parameters in the spec of a Pipeline, except for the checks that need an engine. */
public final class PipelineParameterValidator {
    private static final int MAX_QUOTED_LENGTH = 100;

    private PipelineParameterValidator() {}

    /** Returns the mistakes in names and types, in the order of the parameters; empty if there are none. */
    public static List<FieldProblem> findProblems(List<PipelineParameter> parameters) {
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parameters.size(); i++) {
            PipelineParameter parameter = parameters.get(i);
            if (parameter.name() == null || parameter.name().isBlank()) {
                problems.add(new FieldProblem(path(i), "has no name; give it a name"));
            } else if (!names.add(parameter.name())) {
                problems.add(new FieldProblem(
                        path(i),
                        "has the same name as an earlier parameter, \"" + parameter.name()
                                + "\"; rename or remove it"));
            }
            if (!ParameterTypes.ALL.contains(String.valueOf(parameter.type()))) {
                problems.add(new FieldProblem(
                        pathWithName(i, parameter),
                        "type \"" + parameter.type() + "\" is not one of " + String.join(", ", ParameterTypes.ALL)
                                + "; set it to one of them"));
            }
            if (hasUnusableDefault(parameter)) {
                problems.add(new FieldProblem(
                        pathWithName(i, parameter),
                        "default_value \"" + TextTruncator.truncate(parameter.defaultValue(), MAX_QUOTED_LENGTH)
                                + "\" must be " + BooleanValues.EXPECTED + ", or be left out for false"));
            }
        }
        return problems;
    }

    /** Returns a mistake for each choice without options. Jenkins accepts such a parameter, but no run could set it. */
    public static List<FieldProblem> findMissingOptions(List<PipelineParameter> parameters) {
        return IntStream.range(0, parameters.size())
                .filter(i -> ParameterTypes.CHOICE.equals(parameters.get(i).type()))
                .filter(i -> Objects.requireNonNullElse(parameters.get(i).defaultValue(), "")
                        .isBlank())
                .mapToObj(i -> new FieldProblem(
                        pathWithName(i, parameters.get(i)),
                        "a choice needs its options in default_value, one on each line"))
                .toList();
    }

    /** Returns the path of the parameter with this index, as users write it. */
    public static String path(int index) {
        return "spec.pipeline.parameters[" + index + "]";
    }

    /** Returns true for a boolean whose default is neither true nor false. */
    public static boolean hasUnusableDefault(PipelineParameter parameter) {
        return ParameterTypes.BOOLEAN.equals(parameter.type())
                && parameter.defaultValue() != null
                && !BooleanValues.isAccepted(parameter.defaultValue());
    }

    private static String pathWithName(int index, PipelineParameter parameter) {
        return path(index) + " \"" + parameter.name() + "\":";
    }

    /**
     * A mistake in the spec.
     *
     * @param field path of the field, as users write it
     * @param problem what is wrong and how to solve it, as the rest of a sentence that begins with the field
     */
    public record FieldProblem(String field, String problem) {
        /** Returns the whole sentence. */
        @Override
        public String toString() {
            return field + " " + problem;
        }
    }
}
