package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.concurrent.Callable;

/** Runs again what failed: {@code retry} as a step and as an option. */
public final class RetryStep {
    private RetryStep() {}

    /** @param count how often at most */
    public static <T> T run(BlockContext context, long count, Callable<T> body) throws Exception {
        for (long left = count - 1; ; left--) {
            try {
                return EmbeddedSteps.block(context, body);
            } catch (Exception | Error e) {
                StepFailedException failure = context.failure(e);
                // A timeout that ends the body at the same time as a stop hides the stop.
                boolean stopped = failure.isInterruption() || context.build().isStopping();
                if (left <= 0 || stopped) {
                    throw failure;
                }
                context.log().error(failure.getMessage());
                context.log().line("Retrying");
            }
        }
    }
}
