package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Lanes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work on jobs that may be put off: of any number of requests for a job one is carried out, not before {@code rest} has
 * passed since the last one. One thread, which exists while there is work. Safe for use from any thread.
 */
final class Agenda implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Agenda.class.getName());

    private final Consumer<JobName> work;
    private final Duration rest;
    private final ScheduledThreadPoolExecutor thread;
    private final Map<JobName, ScheduledFuture<?>> waiting = new HashMap<>();
    private final Map<JobName, Long> lastTimes = new HashMap<>();

    /** @param work throws if it is to be tried again after a minute */
    Agenda(String name, Duration rest, Consumer<JobName> work) {
        this.work = work;
        this.rest = rest;
        thread = Lanes.of(name, 1);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Has the work done after that time at the latest, or once the job has rested. */
    synchronized void within(Duration time, JobName job) {
        long now = System.nanoTime();
        long rested = lastTimes.containsKey(job) ? lastTimes.get(job) + rest.toNanos() - now : 0;
        long wait = Math.max(time.toNanos(), rested);
        ScheduledFuture<?> before = waiting.get(job);
        if (before != null && before.getDelay(TimeUnit.NANOSECONDS) <= wait) {
            return;
        }
        if (before != null) {
            before.cancel(false);
        }
        try {
            waiting.put(job, thread.schedule(() -> run(job), wait, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "the session is closing", e);
        }
    }

    private void run(JobName job) {
        synchronized (this) {
            waiting.remove(job);
            long now = System.nanoTime();
            lastTimes.values().removeIf(time -> now - time > rest.toNanos());
            lastTimes.put(job, now);
        }
        try {
            work.accept(job);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.FINE, e, () -> job + " is looked at again in a minute");
            within(Duration.ofMinutes(1), job);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
