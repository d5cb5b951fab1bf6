package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.EmbeddedStep.block;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import java.util.List;

/** Steps that go on after an error. */
final class CatchErrorSteps {
    static final List<EmbeddedStep> ALL = List.of(
            block(
                    "catchError",
                    "message buildResult stageResult catchInterruptions",
                    "Goes on when its block fails, and sets the results: by default `FAILURE` of the build and"
                            + " `SUCCESS` of the stage. A block that was stopped, was rejected or took too long sets"
                            + " `ABORTED`.",
                    (context, given) -> guard(context, given, Result.FAILURE, Result.SUCCESS)),
            block(
                    "warnError",
                    "message catchInterruptions",
                    "`catchError` with `UNSTABLE` for both.",
                    (context, given) -> guard(context, given, Result.UNSTABLE, Result.UNSTABLE)));

    private CatchErrorSteps() {}

    private static Object guard(BlockContext context, StepArguments given, Result ofBuild, Result ofStage)
            throws Exception {
        Result buildResult = given.oneOf("buildResult", Result.class, ofBuild);
        Result stageResult = given.oneOf("stageResult", Result.class, ofStage);
        try {
            EmbeddedSteps.block(context, given.block()::call);
        } catch (Exception | Error e) {
            StepFailedException failure = context.failure(e);
            if (failure.isInterruption() && !Boolean.parseBoolean(given.text("catchInterruptions", "true"))) {
                throw failure;
            }
            BuildOutcome end = failure.outcome();
            boolean aborted = end.result() == Result.ABORTED;
            String message = given.text("message", "");
            if (!message.isEmpty()) {
                context.log().error(message);
            }
            context.log().error(end.message());
            set(context, aborted ? end : new BuildOutcome(buildResult, message.isEmpty() ? end.message() : message));
            context.setStageResult(aborted ? Result.ABORTED : stageResult);
        }
        return null;
    }

    private static void set(BlockContext context, BuildOutcome outcome) {
        if (outcome.isWorseThan(context.build().result().result())) {
            context.log().line("Setting overall build result to " + outcome.result());
            context.setBuildResult(outcome);
        }
    }
}
