package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Closure;
import java.util.Locale;

/** Runs a {@code pipeline}: its stages in order, and what {@code post} says. */
final class Declarative {
    private final PipelineScript script;
    private final Build build;

    Declarative(PipelineScript script, Build build) {
        this.script = script;
        this.build = build;
    }

    Outcome run(Block block) {
        if (block.agent instanceof Closure) {
            build.log.line("Running on this machine, whatever the agent section says");
        }
        EnvironmentSection environment = new EnvironmentSection(script, build.env);
        Outcome outcome = post(block, build.attempt(() -> content(block, environment)));
        environment.leave();
        return outcome;
    }

    private Outcome content(Block block, EnvironmentSection environment) {
        if (block.sections.containsKey("environment")) {
            Block.read(environment, block.sections.get("environment"));
        }
        Closure<?> steps = block.sections.get("steps");
        Outcome outcome = steps == null ? Outcome.SUCCESS : script.steps(steps);
        for (Block stage : block.stages) {
            outcome = outcome.or(outcome.goesOn() ? stage(stage) : skipped(stage));
        }
        return outcome;
    }

    private Outcome stage(Block stage) {
        build.log.step("stage");
        build.log.step("{ (" + stage.name + ")");
        Outcome outcome = run(stage).inStage(stage.name);
        build.log.step("}");
        build.log.step("// stage");
        return outcome;
    }

    private Outcome skipped(Block stage) {
        build.log.line("Stage \"" + stage.name + "\" skipped due to earlier failure(s)");
        return Outcome.SUCCESS;
    }

    /** Gives what the block ends with: its own end, or a worse one in {@code post}. */
    private Outcome post(Block block, Outcome before) {
        Outcome outcome = before;
        for (String condition : Block.POST) {
            if (block.sections.containsKey(condition) && holds(condition, outcome)) {
                build.log.step("{ (Post: " + condition + ")");
                Outcome end = build.attempt(() -> script.steps(block.sections.get(condition)));
                if (!end.goesOn()) {
                    build.log.line("ERROR: in post, " + condition + ": " + end.message());
                }
                build.log.step("}");
                outcome = outcome.or(end);
            }
        }
        return outcome;
    }

    private static boolean holds(String condition, Outcome outcome) {
        return condition.equals("always")
                || condition.equals("cleanup")
                || condition.equals(outcome.result().name().toLowerCase(Locale.ROOT));
    }
}
