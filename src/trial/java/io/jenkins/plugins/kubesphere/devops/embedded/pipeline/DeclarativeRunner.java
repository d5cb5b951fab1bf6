package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.AgentValidator;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.LoggedBlockRunner;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.ParallelStep;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.RetryStep;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.StepArguments;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.TimeoutStep;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Runs a declarative Pipeline: its stages, with their {@code options}, {@code when} and {@code post}. */
final class DeclarativeRunner {
    private final PipelineScript script;
    private final DeclarativeBlock pipeline;
    private final EmbeddedBuildLog log;

    DeclarativeRunner(PipelineScript script, DeclarativeBlock pipeline) {
        this.script = script;
        this.pipeline = pipeline;
        log = script.context().log();
    }

    void run() throws Exception {
        checkAgents(pipeline);
        script.context()
                .build()
                .graph()
                .declare(pipeline.stages.stream().map(stage -> stage.name).toList());
        runWithOptions(pipeline);
    }

    /** Checks all agents before the first step runs. */
    private void checkAgents(DeclarativeBlock block) {
        if (!block.agent.isEmpty()) {
            AgentValidator.rejectUnlessIgnored(script.context(), block.agent);
        }
        block.stages.forEach(this::checkAgents);
    }

    /** Runs a block inside its options. The first option is the outermost. */
    private void runWithOptions(DeclarativeBlock block) throws Exception {
        Callable<Void> body = () -> {
            if (whenHolds(block)) {
                runBlock(block);
            }
            return null;
        };
        List<Map.Entry<String, StepArguments>> options =
                new ArrayList<>(block.options.all().entrySet());
        for (int i = options.size() - 1; i >= 0; i--) {
            body = wrapInOption(options.get(i).getKey(), options.get(i).getValue(), body);
        }
        body.call();
    }

    private Callable<Void> wrapInOption(String option, StepArguments arguments, Callable<Void> body) {
        return switch (option) {
            case DeclarativeOptions.TIMEOUT ->
                logAsStep(option, () -> TimeoutStep.run(script.context(), arguments.millis(TimeUnit.MINUTES), body));
            case DeclarativeOptions.RETRY ->
                logAsStep(option, () -> RetryStep.run(script.context(), arguments.number("count"), body));
            case DeclarativeOptions.TIMESTAMPS ->
                () -> {
                    log.showTimestamps();
                    return body.call();
                };
            default -> body;
        };
    }

    private Callable<Void> logAsStep(String name, Callable<Void> body) {
        return () -> LoggedBlockRunner.runStep(log, name, body);
    }

    /**
     * Returns true if the {@code when} conditions of a stage hold, or it has none. Otherwise logs that the stage is
     * skipped.
     */
    private boolean whenHolds(DeclarativeBlock block) throws Exception {
        Closure<?> when = block.sections.get("when");
        boolean holds = when == null || WhenSection.holds(script, when);
        if (!holds) {
            logSkipped(block, "when conditional");
        }
        return holds;
    }

    private void runBlock(DeclarativeBlock block) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        script.context().withVariables(variables).call(() -> {
            StepFailedException failure = runAndCatch(() -> {
                if (block.sections.containsKey("environment")) {
                    SectionDelegate.read(new EnvironmentSection(script, variables), block.sections.get("environment"));
                }
                return runContent(block);
            });
            failure = runPost(block, failure);
            if (failure != null) {
                throw failure;
            }
            return null;
        });
    }

    /** Runs a part of the build, and returns its failure; null if it did not fail. */
    private StepFailedException runAndCatch(Callable<?> part) {
        try {
            part.call();
            return null;
        } catch (Throwable e) {
            // An Error also ends only this part of the build, so that post runs.
            return script.context().toFailure(e);
        }
    }

    private Object runContent(DeclarativeBlock block) throws Exception {
        Closure<?> steps = block.sections.get("steps");
        if (steps != null) {
            script.runSteps(steps);
        }
        if (block.parallel) {
            runParallel(block);
        } else {
            runSequence(block);
        }
        return null;
    }

    private void runSequence(DeclarativeBlock block) throws Exception {
        StepFailedException first = null;
        for (DeclarativeBlock stage : block.stages) {
            String skipped = first == null ? "" : "earlier failure(s)";
            StepFailedException failure = runAndCatch(() -> runStage(stage, skipped));
            first = first == null ? failure : first;
        }
        if (first != null) {
            throw first;
        }
    }

    private void runParallel(DeclarativeBlock block) throws Exception {
        Map<String, Callable<?>> branches = new LinkedHashMap<>();
        block.stages.forEach(stage -> branches.put(stage.name, () -> runStage(stage, "")));
        boolean failFast = block.failFast || pipeline.options.has(DeclarativeOptions.FAIL_FAST);
        logAsStep("parallel", () -> {
                    ParallelStep.run(script.context(), branches, failFast);
                    return null;
                })
                .call();
    }

    /** @param skipped why the stage does not run; empty if it runs */
    private Object runStage(DeclarativeBlock stage, String skipped) throws Exception {
        return LoggedBlockRunner.runStep(
                log,
                "stage",
                () -> LoggedBlockRunner.runStage(script.context(), stage.name, () -> {
                    if (!skipped.isEmpty()) {
                        logSkipped(stage, skipped);
                    } else if (pipeline.options.has(DeclarativeOptions.SKIP_AFTER_UNSTABLE)
                            && script.context().build().worstOutcome().isWorseThan(RunResult.SUCCESS)) {
                        logSkipped(stage, "earlier stage(s) marking the build as unstable");
                    } else {
                        runWithOptions(stage);
                    }
                    return null;
                }));
    }

    private void logSkipped(DeclarativeBlock stage, String why) throws Exception {
        log.writeLine("Stage \"" + stage.name + "\" skipped due to " + why);
        script.context().build().graph().skip();
        for (DeclarativeBlock inner : stage.stages) {
            runStage(inner, why);
        }
    }

    /**
     * Runs {@code post}, and returns the failure of the block, otherwise the first failure in {@code post}, or null.
     */
    private StepFailedException runPost(DeclarativeBlock block, StepFailedException blockFailure) {
        StepFailedException failure = blockFailure;
        for (String condition : DeclarativeBlock.POST_CONDITIONS) {
            Closure<?> steps = block.sections.get(condition);
            if (steps != null && conditionHolds(condition, result(failure))) {
                log.writeStep("{ (Post: " + condition + ")");
                StepFailedException postFailure = runAndCatch(() -> script.runSteps(steps));
                if (postFailure != null) {
                    log.writeError("in post, " + condition + ": " + postFailure.getMessage());
                }
                log.writeStep("}");
                failure = failure == null ? postFailure : failure;
            }
        }
        return failure;
    }

    /**
     * Returns the worst of three results: that of the failure, and those that steps set for the build and the stage.
     */
    private RunResult result(StepFailedException failure) {
        BlockContext context = script.context();
        BuildOutcome outcome = failure == null ? BuildOutcome.SUCCESS : failure.outcome();
        return outcome.worseOf(context.build().worstOutcome())
                .worseOf(new BuildOutcome(context.stageResult(), ""))
                .jenkinsResult();
    }

    private static boolean conditionHolds(String condition, RunResult result) {
        return switch (condition) {
            case "always", "cleanup" -> true;
            case "unsuccessful" -> result != RunResult.SUCCESS;
            case "notBuilt" -> result == RunResult.NOT_BUILT;
            default -> condition.equalsIgnoreCase(result.name());
        };
    }
}
