package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.AgentCheck;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.EmbeddedSteps;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.ParallelStep;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.RetryStep;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.StepArguments;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.TimeoutStep;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Runs a {@code pipeline}: its stages, and what {@code options}, {@code when} and {@code post} say. */
final class DeclarativeRunner {
    private final PipelineScript script;
    private final DeclarativeSections pipeline;
    private final EmbeddedBuildLog log;

    DeclarativeRunner(PipelineScript script, DeclarativeSections pipeline) {
        this.script = script;
        this.pipeline = pipeline;
        log = script.context().log();
    }

    void run() throws Exception {
        checkAgents(pipeline);
        withOptions(pipeline);
    }

    /** Before anything runs. */
    private void checkAgents(DeclarativeSections block) {
        if (!block.agent.isEmpty()) {
            AgentCheck.check(script.context(), block.agent);
        }
        block.stages.forEach(this::checkAgents);
    }

    /** Runs a block within its options, the first of which is the outermost. */
    private void withOptions(DeclarativeSections block) throws Exception {
        Callable<Void> body = () -> {
            if (holds(block)) {
                body(block);
            }
            return null;
        };
        List<Map.Entry<String, StepArguments>> options =
                new ArrayList<>(block.options.all().entrySet());
        for (int i = options.size() - 1; i >= 0; i--) {
            body = within(options.get(i).getKey(), options.get(i).getValue(), body);
        }
        body.call();
    }

    private Callable<Void> within(String option, StepArguments given, Callable<Void> body) {
        return switch (option) {
            case DeclarativeOptions.TIMEOUT ->
                step(option, () -> TimeoutStep.run(script.context(), given.millis(TimeUnit.MINUTES), body));
            case DeclarativeOptions.RETRY ->
                step(option, () -> RetryStep.run(script.context(), given.number("count"), body));
            case DeclarativeOptions.TIMESTAMPS ->
                () -> {
                    log.showTimestamps();
                    return body.call();
                };
            default -> body;
        };
    }

    private Callable<Void> step(String name, Callable<Void> body) {
        return () -> EmbeddedSteps.enclosed(log, name, body);
    }

    private boolean holds(DeclarativeSections block) throws Exception {
        Closure<?> when = block.sections.get("when");
        boolean holds = when == null || WhenSection.holds(script, when);
        if (!holds) {
            skip(block, "when conditional");
        }
        return holds;
    }

    private void body(DeclarativeSections block) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        script.context().withVariables(variables).call(() -> {
            StepFailedException failure = attempt(() -> {
                if (block.sections.containsKey("environment")) {
                    SectionDelegate.read(new EnvironmentSection(script, variables), block.sections.get("environment"));
                }
                return content(block);
            });
            failure = post(block, failure);
            if (failure != null) {
                throw failure;
            }
            return null;
        });
    }

    /** Gives how a part failed, null if it did not. */
    private StepFailedException attempt(Callable<?> part) {
        try {
            part.call();
            return null;
        } catch (Throwable e) {
            // Whatever that is ends this part of the build, and post runs.
            return script.context().failure(e);
        }
    }

    private Object content(DeclarativeSections block) throws Exception {
        Closure<?> steps = block.sections.get("steps");
        if (steps != null) {
            script.steps(steps);
        }
        if (block.parallel) {
            parallel(block);
        } else {
            sequence(block);
        }
        return null;
    }

    private void sequence(DeclarativeSections block) throws Exception {
        StepFailedException first = null;
        for (DeclarativeSections stage : block.stages) {
            String skipped = first == null ? "" : "earlier failure(s)";
            StepFailedException failure = attempt(() -> stage(stage, skipped));
            first = first == null ? failure : first;
        }
        if (first != null) {
            throw first;
        }
    }

    private void parallel(DeclarativeSections block) throws Exception {
        Map<String, Callable<?>> branches = new LinkedHashMap<>();
        block.stages.forEach(stage -> branches.put(stage.name, () -> stage(stage, "")));
        boolean failFast = block.failFast || pipeline.options.has(DeclarativeOptions.FAIL_FAST);
        step("parallel", () -> {
                    ParallelStep.run(script.context(), branches, failFast);
                    return null;
                })
                .call();
    }

    /** @param skipped why it does not run, empty if it does */
    private Object stage(DeclarativeSections stage, String skipped) throws Exception {
        return EmbeddedSteps.enclosed(
                log,
                "stage",
                () -> EmbeddedSteps.stage(script.context(), stage.name, () -> {
                    if (!skipped.isEmpty()) {
                        skip(stage, skipped);
                    } else if (pipeline.options.has(DeclarativeOptions.SKIP_AFTER_UNSTABLE)
                            && script.context().build().result().isWorseThan(Result.SUCCESS)) {
                        skip(stage, "earlier stage(s) marking the build as unstable");
                    } else {
                        withOptions(stage);
                    }
                    return null;
                }));
    }

    private void skip(DeclarativeSections stage, String why) throws Exception {
        log.line("Stage \"" + stage.name + "\" skipped due to " + why);
        for (DeclarativeSections inner : stage.stages) {
            stage(inner, why);
        }
    }

    /** Gives what the block ends with: its own failure, or the first in {@code post}. */
    private StepFailedException post(DeclarativeSections block, StepFailedException before) {
        StepFailedException failure = before;
        for (String condition : DeclarativeSections.POST) {
            Closure<?> steps = block.sections.get(condition);
            if (steps != null && holds(condition, result(failure))) {
                log.step("{ (Post: " + condition + ")");
                StepFailedException end = attempt(() -> script.steps(steps));
                if (end != null) {
                    log.error("in post, " + condition + ": " + end.getMessage());
                }
                log.step("}");
                failure = failure == null ? end : failure;
            }
        }
        return failure;
    }

    /** The worst of what steps set in the build and in the stage, and of what ended it. */
    private Result result(StepFailedException failure) {
        BlockContext context = script.context();
        BuildOutcome end = failure == null ? BuildOutcome.SUCCESS : failure.outcome();
        return end.or(context.build().result())
                .or(new BuildOutcome(context.stageResult(), ""))
                .result();
    }

    private static boolean holds(String condition, Result result) {
        return switch (condition) {
            case "always", "cleanup" -> true;
            case "unsuccessful" -> result != Result.SUCCESS;
            case "notBuilt" -> result == Result.NOT_BUILT;
            default -> condition.equalsIgnoreCase(result.name());
        };
    }
}
