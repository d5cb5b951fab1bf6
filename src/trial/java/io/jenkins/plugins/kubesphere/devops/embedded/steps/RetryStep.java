package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.concurrent.Callable;

/** Repeats a block that failed: {@code retry} as a step and as an option. */
public final class RetryStep {
    private RetryStep() {}

    /** @param count maximum number of times that the block runs */
    public static <T> T run(BlockContext context, long count, Callable<T> body) throws Exception {
        for (long retriesLeft = count - 1; ; retriesLeft--) {
            try {
                return LoggedBlockRunner.runBlock(context, body);
            } catch (Exception | Error e) {
                StepFailedException failure = context.toFailure(e);
                // Also asks the build: if a timeout and a stop end the body at the same time, the failure does not show
                // the stop.
                boolean stopped = failure.isInterruption() || context.build().isStopping();
                if (retriesLeft <= 0 || stopped) {
                    throw failure;
                }
                context.log().writeError(failure.getMessage());
                context.log().writeLine("Retrying");
            }
        }
    }
}
