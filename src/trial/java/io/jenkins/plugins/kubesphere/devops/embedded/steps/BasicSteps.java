package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.EmbeddedStep.step;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Steps that need nothing but the build. */
final class BasicSteps {
    static final List<EmbeddedStep> ALL = List.of(
            step("echo", "message", "Writes a line into the log.", BasicSteps::echo),
            step("error", "message", "Fails.", BasicSteps::error),
            step("unstable", "message", "Makes the build unstable, and goes on.", BasicSteps::unstable),
            step("sleep", "time unit", "Waits; `unit` is `SECONDS` by default.", BasicSteps::sleep),
            step(
                    "input",
                    "message id (ok) (submitter)",
                    "Waits for a person; the message of the run's condition `Succeeded` shows the question."
                            + " `./run proceed RUN` and `./run abort RUN` answer it.",
                    BasicSteps::input));

    private BasicSteps() {}

    private static Object echo(BlockContext context, StepArguments given) {
        context.log().line(given.text("message"));
        return null;
    }

    private static Object error(BlockContext context, StepArguments given) {
        throw StepFailedException.failed(given.text("message"));
    }

    private static Object unstable(BlockContext context, StepArguments given) {
        String message = given.text("message");
        context.log().line("WARNING: " + message);
        context.setBuildResult(new BuildOutcome(Result.UNSTABLE, message));
        context.setStageResult(Result.UNSTABLE);
        return null;
    }

    private static Object sleep(BlockContext context, StepArguments given) throws InterruptedException {
        TimeUnit unit = given.oneOf("unit", TimeUnit.class, TimeUnit.SECONDS);
        long time = given.number("time");
        context.log().line("Sleeping for " + time + " " + unit.name().toLowerCase(Locale.ROOT));
        unit.sleep(time);
        return null;
    }

    private static Object input(BlockContext context, StepArguments given) throws InterruptedException {
        String message = given.text("message");
        String id = given.text("id", Integer.toHexString(message.hashCode()));
        context.log().line(message);
        context.log().line("Proceed or Abort");
        if (!context.ask(new RunSnapshot.Input(id, message))) {
            throw StepFailedException.interrupted("rejected: " + message);
        }
        context.log().line("Approved");
        return null;
    }
}
