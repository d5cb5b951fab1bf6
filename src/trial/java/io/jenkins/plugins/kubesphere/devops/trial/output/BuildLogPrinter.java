package io.jenkins.plugins.kubesphere.devops.trial.output;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogLineReader;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints the console logs of builds while they grow. */
public final class BuildLogPrinter implements AutoCloseable {
    private static final long POLL_MILLIS = 200;

    private final LogSource source;
    private final TerminalPrinter terminal;

    /**
     * The logs, by the UID of their run. A log is kept after its end, because the last change of the run arrives later
     * and must not print the log again.
     */
    private final Map<String, FollowedLog> logs = new ConcurrentHashMap<>();

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trial logs");
        thread.setDaemon(true);
        return thread;
    });

    public BuildLogPrinter(LogSource source, TerminalPrinter terminal) {
        this.source = source;
        this.terminal = terminal;
        executor.scheduleWithFixedDelay(this::printAll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Prints the log of a run from its start to its end. Does nothing if the log is already followed. */
    public FollowedLog follow(PipelineRun run) {
        return logs.computeIfAbsent(run.getMetadata().getUid(), uid -> new FollowedLog(run));
    }

    /**
     * Waits until the log of a run is printed to its end.
     *
     * @param run a run that has ended; if it is deleted meanwhile, this returns at once
     * @return false if the log did not end in the given time
     */
    public boolean awaitEnd(PipelineRun run, long seconds) throws InterruptedException {
        return follow(run).ended.await(seconds, TimeUnit.SECONDS);
    }

    /** Ends the wait for the log of a run. Call this when the run was deleted. */
    void stopFollowing(String uid) {
        FollowedLog log = logs.remove(uid);
        if (log != null) {
            log.ended.countDown();
        }
    }

    private void printAll() {
        logs.values().forEach(FollowedLog::print);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    public final class FollowedLog {
        private final LogLineReader reader;
        private final String name;
        private final CountDownLatch ended = new CountDownLatch(1);

        FollowedLog(PipelineRun run) {
            reader = new LogLineReader(source, run);
            name = run.getMetadata().getName();
        }

        /**
         * Prints the new lines of this log. Catches every exception, because an uncaught one would stop the timer for
         * all logs. After a failure, this log is no longer printed.
         */
        void print() {
            try {
                if (ended.getCount() > 0 && reader.read(line -> terminal.printLine("  log " + name, "| " + line))) {
                    ended.countDown();
                }
            } catch (RuntimeException e) {
                terminal.printLine("  log " + name, "cannot read the log any more: " + e.getMessage());
                ended.countDown();
            }
        }
    }
}
