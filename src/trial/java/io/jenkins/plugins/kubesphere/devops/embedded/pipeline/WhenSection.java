package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.KeywordDescriptor;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.StepArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** Reads the {@code when} of a stage. Evaluates its conditions in order, and stops when the result is known. */
public final class WhenSection extends SectionDelegate {
    /** Conditions that need branches, changes, restarted builds or causes, which the embedded engine does not have. */
    public static final List<String> UNSUPPORTED_CONDITIONS = List.of(
            "branch", "buildingTag", "changelog", "changeRequest", "changeset", "isRestartedRun", "tag", "triggeredBy");

    public static final List<KeywordDescriptor> CONDITIONS = List.of(
            KeywordDescriptor.of("allOf", "", "All of the conditions in its block hold."),
            KeywordDescriptor.of("anyOf", "", "At least one of the conditions in its block holds."),
            KeywordDescriptor.of("beforeAgent", "(value)", "No effect: there is only one agent."),
            KeywordDescriptor.of(
                    "beforeInput", "(value)", "No effect: conditions are always evaluated before an input."),
            KeywordDescriptor.of(
                    "beforeOptions", "(value)", "No effect: conditions are always evaluated after the options."),
            KeywordDescriptor.of("environment", "name value ignoreCase", "An environment variable has this value."),
            KeywordDescriptor.of("equals", "expected actual", "Two values are equal."),
            KeywordDescriptor.of(
                    "expression",
                    "",
                    "The value of its block counts as true in Groovy: it is not false, null, 0 or empty."),
            KeywordDescriptor.of("not", "", "The condition in its block does not hold."));

    private final PipelineScript script;
    private final List<BooleanSupplier> conditions = new ArrayList<>();

    private WhenSection(PipelineScript script) {
        this.script = script;
    }

    static boolean holds(PipelineScript script, Closure<?> body) {
        return read(script, body).allHold();
    }

    private static WhenSection read(PipelineScript script, Closure<?> body) {
        WhenSection when = new WhenSection(script);
        read(when, body);
        return when;
    }

    private boolean allHold() {
        return conditions.stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    private boolean anyHolds() {
        return conditions.stream().anyMatch(BooleanSupplier::getAsBoolean);
    }

    @Override
    Object invokeKeyword(String name, Object... values) {
        String conditionName = ReservedNameCustomizer.originalName(name);
        if (UNSUPPORTED_CONDITIONS.contains(conditionName)) {
            throw StepFailedException.failed("when { " + conditionName
                    + " }: the embedded engine does not support this condition; use ./run --jenkins for it");
        }
        KeywordDescriptor condition = CONDITIONS.stream()
                .filter(known -> known.name().equals(conditionName))
                .findFirst()
                .orElseThrow(() -> StepFailedException.unsupported("condition \"" + conditionName + "\" in when"));
        StepArguments arguments = new StepArguments(condition, values);
        toCondition(conditionName, arguments).ifPresent(conditions::add);
        return null;
    }

    /** Returns the condition of a keyword; empty if the keyword has no effect. */
    private Optional<BooleanSupplier> toCondition(String name, StepArguments arguments) {
        return switch (name) {
            case "allOf" -> Optional.of(read(script, arguments.block())::allHold);
            case "anyOf" -> Optional.of(read(script, arguments.block())::anyHolds);
            case "not" -> {
                WhenSection inner = read(script, arguments.block());
                yield Optional.of(() -> !inner.allHold());
            }
            case "environment" -> Optional.of(() -> variableHasValue(arguments));
            case "equals" ->
                Optional.of(() -> DefaultTypeTransformation.compareEqual(
                        arguments.values().get("expected"), arguments.values().get("actual")));
            case "expression" -> {
                Closure<?> body = arguments.block();
                yield Optional.of(() -> DefaultTypeTransformation.castToBoolean(script.runSteps(body)));
            }
            default -> Optional.empty();
        };
    }

    private boolean variableHasValue(StepArguments arguments) {
        String value = arguments.text("value", "");
        String variable = Objects.requireNonNullElse(script.context().variable(arguments.text("name")), "");
        return arguments.booleanValue("ignoreCase") ? variable.equalsIgnoreCase(value) : variable.equals(value);
    }
}
