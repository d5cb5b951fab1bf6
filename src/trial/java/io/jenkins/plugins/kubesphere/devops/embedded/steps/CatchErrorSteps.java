package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.EmbeddedStep.block;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.util.List;

/** Implements the steps {@code catchError} and {@code warnError}. */
final class CatchErrorSteps {
    static final List<EmbeddedStep> ALL = List.of(
            block(
                    "catchError",
                    "message buildResult stageResult catchInterruptions",
                    "Continues after its block fails, and sets the results: by default `FAILURE` of the build and"
                            + " `SUCCESS` of the stage. If the block was stopped or rejected or took too long, both are"
                            + " `ABORTED`.",
                    (context, arguments) -> guard(context, arguments, RunResult.FAILURE, RunResult.SUCCESS)),
            block(
                    "warnError",
                    "message catchInterruptions",
                    "`catchError` with `UNSTABLE` for both results.",
                    (context, arguments) -> guard(context, arguments, RunResult.UNSTABLE, RunResult.UNSTABLE)));

    private CatchErrorSteps() {}

    private static Object guard(
            BlockContext context, StepArguments arguments, RunResult defaultBuildResult, RunResult defaultStageResult)
            throws Exception {
        RunResult buildResult = arguments.oneOf("buildResult", RunResult.class, defaultBuildResult);
        RunResult stageResult = arguments.oneOf("stageResult", RunResult.class, defaultStageResult);
        try {
            EmbeddedSteps.runBlock(context, arguments.block()::call);
        } catch (Exception | Error e) {
            StepFailedException failure = context.toFailure(e);
            if (failure.isInterruption() && !Boolean.parseBoolean(arguments.text("catchInterruptions", "true"))) {
                throw failure;
            }
            BuildOutcome end = failure.outcome();
            boolean aborted = end.result() == RunResult.ABORTED;
            String message = arguments.text("message", "");
            if (!message.isEmpty()) {
                context.log().writeError(message);
            }
            context.log().writeError(end.message());
            setBuildResult(
                    context,
                    aborted ? end : new BuildOutcome(buildResult, message.isEmpty() ? end.message() : message));
            context.setStageResult(aborted ? RunResult.ABORTED : stageResult);
        }
        return null;
    }

    private static void setBuildResult(BlockContext context, BuildOutcome outcome) {
        if (outcome.isWorseThan(context.build().result().result())) {
            context.log().writeLine("Setting overall build result to " + outcome.result());
            context.setBuildResult(outcome);
        }
    }
}
