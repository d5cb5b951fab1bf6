package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.StepDefinition.block;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.util.List;

/** Implements the steps {@code catchError} and {@code warnError}. */
final class CatchErrorSteps {
    static final List<StepDefinition> ALL = List.of(
            block(
                    "catchError",
                    "message buildResult stageResult catchInterruptions",
                    "Continues after its block fails, and sets the results: by default `FAILURE` of the build and"
                            + " `SUCCESS` of the stage. If the block was stopped or rejected or took too long, both are"
                            + " `ABORTED`.",
                    (context, arguments) -> catchError(context, arguments, RunResult.FAILURE, RunResult.SUCCESS)),
            block(
                    "warnError",
                    "message catchInterruptions",
                    "`catchError` with `UNSTABLE` for both results.",
                    (context, arguments) -> catchError(context, arguments, RunResult.UNSTABLE, RunResult.UNSTABLE)));

    private CatchErrorSteps() {}

    private static Object catchError(
            BlockContext context, StepArguments arguments, RunResult defaultBuildResult, RunResult defaultStageResult)
            throws Exception {
        RunResult buildResult = arguments.enumValue("buildResult", RunResult.class, defaultBuildResult);
        RunResult stageResult = arguments.enumValue("stageResult", RunResult.class, defaultStageResult);
        try {
            LoggedBlockRunner.runBlock(context, arguments.block()::call);
        } catch (Exception | Error e) {
            StepFailedException failure = context.toFailure(e);
            if (failure.isInterruption() && !Boolean.parseBoolean(arguments.text("catchInterruptions", "true"))) {
                throw failure;
            }
            BuildOutcome outcome = failure.outcome();
            boolean aborted = outcome.jenkinsResult() == RunResult.ABORTED;
            String message = arguments.text("message", "");
            if (!message.isEmpty()) {
                context.log().writeError(message);
            }
            context.log().writeError(outcome.message());
            setBuildResult(
                    context,
                    aborted ? outcome : new BuildOutcome(buildResult, message.isEmpty() ? outcome.message() : message));
            context.setStageResult(aborted ? RunResult.ABORTED : stageResult);
        }
        return null;
    }

    private static void setBuildResult(BlockContext context, BuildOutcome outcome) {
        if (outcome.isWorseThan(context.build().worstOutcome().result())) {
            context.log().writeLine("Setting overall build result to " + outcome.jenkinsResult());
            context.setBuildResult(outcome);
        }
    }
}
