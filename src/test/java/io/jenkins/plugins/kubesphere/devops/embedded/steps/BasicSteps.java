package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.Step.step;

import io.jenkins.plugins.kubesphere.devops.embedded.build.Outcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailure;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Steps that need nothing but the build. */
final class BasicSteps {
    static final List<Step> ALL = List.of(
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

    private static Object echo(StepContext context, Arguments given) {
        context.log().line(given.text("message"));
        return null;
    }

    private static Object error(StepContext context, Arguments given) {
        throw StepFailure.failed(given.text("message"));
    }

    private static Object unstable(StepContext context, Arguments given) {
        String message = given.text("message");
        context.log().line("WARNING: " + message);
        context.setBuildResult(new Outcome(Result.UNSTABLE, message));
        context.setStageResult(Result.UNSTABLE);
        return null;
    }

    private static Object sleep(StepContext context, Arguments given) throws InterruptedException {
        TimeUnit unit = given.oneOf("unit", TimeUnit.class, TimeUnit.SECONDS);
        long time = given.number("time");
        context.log().line("Sleeping for " + time + " " + unit.name().toLowerCase(Locale.ROOT));
        unit.sleep(time);
        return null;
    }

    private static Object input(StepContext context, Arguments given) throws InterruptedException {
        String message = given.text("message");
        String id = given.text("id", Integer.toHexString(message.hashCode()));
        context.log().line(message);
        context.log().line("Proceed or Abort");
        if (!context.ask(new RunSnapshot.Input(id, message))) {
            throw StepFailure.interrupted("rejected: " + message);
        }
        context.log().line("Approved");
        return null;
    }
}
