package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockInterrupt;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long: {@code timeout} as a step and as an option. */
public final class TimeoutStep {
    /** How long, in milliseconds, what runs after the end of its time, such as {@code post}, has until it is ended too. */
    private static final long GRACE = 60_000;

    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "embedded engine timeouts");
        thread.setDaemon(true);
        return thread;
    });

    static {
        // Otherwise a cancelled long timer keeps the build in memory.
        TIMER.setRemoveOnCancelPolicy(true);
    }

    private TimeoutStep() {}

    /** @throws StepFailedException if the time was over before the body ended, and it did not end well */
    public static <T> T run(BlockContext context, long millis, Callable<T> body) throws Exception {
        context.log().line("Timeout set to expire in " + text(millis));
        BlockInterrupt interruption = context.interruption().inner();
        Future<?> timer = TIMER.scheduleWithFixedDelay(
                () -> {
                    try {
                        context.log().line("Cancelling nested steps due to timeout");
                    } finally {
                        interruption.interrupt(); // also if the disk is full
                    }
                },
                millis,
                GRACE,
                TimeUnit.MILLISECONDS);
        try {
            return EmbeddedSteps.block(context.endedBy(interruption), body);
        } catch (Exception | Error e) {
            if (interruption.end()) {
                throw StepFailedException.timeout();
            }
            throw e;
        } finally {
            timer.cancel(false);
            interruption.end();
        }
    }

    /**
     * Ends now what would be ended first. For tests: with a time of milliseconds they could not know whether it is over before or
     * after the steps in it have begun.
     */
    public static void expireFirst() {
        Runnable first = TIMER.getQueue().peek();
        if (!TIMER.remove(first)) {
            throw new IllegalStateException("there is no timeout to expire");
        }
        first.run(); // and puts itself back, for what runs after its end
    }

    /** As Jenkins says it: the two largest units. */
    static String text(long millis) {
        long seconds = millis / 1000;
        long[] parts = {seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60};
        String[] names = {"day", "hr", "min", "sec"};
        for (int i = 0; i < 3; i++) {
            if (parts[i] > 0) {
                return parts[i] + " " + names[i] + " " + parts[i + 1] + " " + names[i + 1];
            }
        }
        return seconds > 0 ? seconds + " sec" : millis + " ms";
    }
}
