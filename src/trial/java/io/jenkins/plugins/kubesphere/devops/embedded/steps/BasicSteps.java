package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.StepDefinition.step;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Steps that use neither a block, a file nor a process: echo, error, unstable, sleep, input. */
final class BasicSteps {
    static final List<StepDefinition> ALL = List.of(
            step("echo", "message", "Writes a line into the log.", BasicSteps::echo),
            step("error", "message", "Fails.", BasicSteps::error),
            step("unstable", "message", "Makes the build unstable, and continues.", BasicSteps::unstable),
            step("sleep", "time unit", "Waits; `unit` is `SECONDS` by default.", BasicSteps::sleep),
            step(
                    "input",
                    "message id (ok) (submitter)",
                    "Waits for a person; the message of the run's condition `Succeeded` shows the question."
                            + " `./run proceed RUN` and `./run abort RUN` answer it.",
                    BasicSteps::input));

    private BasicSteps() {}

    private static Object echo(BlockContext context, StepArguments arguments) {
        context.log().writeLine(arguments.text("message"));
        return null;
    }

    private static Object error(BlockContext context, StepArguments arguments) {
        throw StepFailedException.failed(arguments.text("message"));
    }

    private static Object unstable(BlockContext context, StepArguments arguments) {
        String message = arguments.text("message");
        context.log().writeLine("WARNING: " + message);
        context.setBuildResult(new BuildOutcome(RunResult.UNSTABLE, message));
        context.setStageResult(RunResult.UNSTABLE);
        return null;
    }

    private static Object sleep(BlockContext context, StepArguments arguments) throws InterruptedException {
        TimeUnit unit = arguments.enumValue("unit", TimeUnit.class, TimeUnit.SECONDS);
        long time = arguments.number("time");
        context.log().writeLine("Sleeping for " + time + " " + unit.name().toLowerCase(Locale.ROOT));
        unit.sleep(time);
        return null;
    }

    private static Object input(BlockContext context, StepArguments arguments) throws InterruptedException {
        String message = arguments.text("message");
        String id = arguments.text("id", Integer.toHexString(message.hashCode()));
        context.log().writeLine(message);
        context.log().writeLine("Proceed or Abort");
        if (!context.awaitAnswer(new RunSnapshot.Input(id, message))) {
            throw StepFailedException.interrupted("rejected: " + message);
        }
        context.log().writeLine("Approved");
        return null;
    }
}
