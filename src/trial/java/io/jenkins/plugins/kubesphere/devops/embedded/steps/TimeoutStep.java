package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockInterrupt;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends a block that takes too long: {@code timeout} as a step and as an option. */
public final class TimeoutStep {
    /**
     * Time between two interrupts. The interrupt is repeated, so that it also ends steps that run after the timeout,
     * such as those of {@code post}.
     */
    private static final long REPEAT_MILLIS = 60_000;

    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "embedded engine timeouts");
        thread.setDaemon(true);
        return thread;
    });

    static {
        // Otherwise a cancelled timer keeps the build in memory until the time at which the timer would have expired.
        TIMER.setRemoveOnCancelPolicy(true);
    }

    private TimeoutStep() {}

    /** @throws StepFailedException if the body failed after its timeout had expired */
    public static <T> T run(BlockContext context, long millis, Callable<T> body) throws Exception {
        context.log().writeLine("Timeout set to expire in " + format(millis));
        BlockInterrupt interrupt = context.interrupt().createInner();
        Future<?> timer = TIMER.scheduleWithFixedDelay(
                () -> {
                    try {
                        context.log().writeLine("Cancelling nested steps due to timeout");
                    } finally {
                        interrupt.interrupt(); // also if the log cannot be written, because the disk is full
                    }
                },
                millis,
                REPEAT_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            return LoggedBlockRunner.runBlock(context.withInterrupt(interrupt), body);
        } catch (Exception | Error e) {
            if (interrupt.end()) {
                throw StepFailedException.timeout();
            }
            throw e;
        } finally {
            timer.cancel(false);
            interrupt.end();
        }
    }

    /**
     * Ends at once the block whose timeout is the next to expire. For tests: with a timeout of milliseconds, a test
     * could not know whether the steps of the block have started before it expires.
     */
    public static void expireNext() {
        // A timer that is cancelled while it runs is put into the queue once more, and does nothing there.
        RunnableScheduledFuture<?> first = TIMER.getQueue().stream()
                .map(timer -> (RunnableScheduledFuture<?>) timer)
                .filter(timer -> !timer.isCancelled())
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("there is no timeout to expire"));
        TIMER.remove(first);
        first.run(); // also schedules the next interrupt, for steps that run after the timeout
    }

    /** Formats a duration as Jenkins does: the two largest units. */
    static String format(long millis) {
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
