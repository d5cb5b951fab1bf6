package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.Keyword;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.StepArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** {@code when} of a stage. A condition is looked at when those before it have not decided. */
public final class WhenSection extends SectionDelegate {
    /** Conditions that need a multi-branch job. */
    public static final List<String> REFUSED = List.of(
            "branch", "buildingTag", "changelog", "changeRequest", "changeset", "isRestartedRun", "tag", "triggeredBy");

    public static final List<Keyword> CONDITIONS = List.of(
            Keyword.of("allOf", "", "All of the conditions in its block hold."),
            Keyword.of("anyOf", "", "At least one of the conditions in its block holds."),
            Keyword.of("beforeAgent", "(value)", "No effect: there is only one agent."),
            Keyword.of("beforeInput", "(value)", "Conditions always come first."),
            Keyword.of("beforeOptions", "(value)", "Conditions always come after the options."),
            Keyword.of("environment", "name value ignoreCase", "A variable has that value."),
            Keyword.of("equals", "expected actual", "Two values are equal."),
            Keyword.of("expression", "", "Its block gives something that Groovy takes for true."),
            Keyword.of("not", "", "The condition in its block does not hold."));

    private final PipelineScript script;
    private final List<BooleanSupplier> conditions = new ArrayList<>();

    private WhenSection(PipelineScript script) {
        this.script = script;
    }

    static boolean holds(PipelineScript script, Closure<?> body) {
        return read(script, body).all();
    }

    private static WhenSection read(PipelineScript script, Closure<?> body) {
        WhenSection when = new WhenSection(script);
        read(when, body);
        return when;
    }

    private boolean all() {
        return conditions.stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    private boolean any() {
        return conditions.stream().anyMatch(BooleanSupplier::getAsBoolean);
    }

    @Override
    Object word(String name, Object... values) {
        String word = ReservedNames.original(name);
        if (REFUSED.contains(word)) {
            throw StepFailedException.failed("when { " + word
                    + " }: the embedded engine builds no branches and knows no changes; use ./run --jenkins for it");
        }
        Keyword condition = CONDITIONS.stream()
                .filter(known -> known.name().equals(word))
                .findFirst()
                .orElseThrow(() -> StepFailedException.unknown("condition \"" + word + "\" in when"));
        StepArguments given = new StepArguments(condition, values);
        switch (word) {
            case "allOf" -> conditions.add(read(script, given.block())::all);
            case "anyOf" -> conditions.add(read(script, given.block())::any);
            case "not" -> {
                WhenSection inner = read(script, given.block());
                conditions.add(() -> !inner.all());
            }
            case "environment" -> conditions.add(() -> variableIs(given));
            case "equals" ->
                conditions.add(() -> DefaultTypeTransformation.compareEqual(
                        given.values().get("expected"), given.values().get("actual")));
            case "expression" -> {
                Closure<?> body = given.block();
                conditions.add(() -> DefaultTypeTransformation.castToBoolean(script.steps(body)));
            }
            default -> {}
        }
        return null;
    }

    private boolean variableIs(StepArguments given) {
        String value = given.text("value", "");
        String variable = Objects.requireNonNullElse(script.context().variable(given.text("name")), "");
        return given.flag("ignoreCase") ? variable.equalsIgnoreCase(value) : variable.equals(value);
    }
}
