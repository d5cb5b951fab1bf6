package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogReader;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints the console logs of builds as they grow. */
final class LogPrinter implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;

    private final LogSource logs;
    private final TerminalPrinter terminal;

    /** Those that are printed to the end stay in it: the last news of a run come after its log. */
    private final Map<String, FollowedLog> known = new ConcurrentHashMap<>();

    private final ScheduledExecutorService lane = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trial logs");
        thread.setDaemon(true);
        return thread;
    });

    LogPrinter(LogSource logs, TerminalPrinter terminal) {
        this.logs = logs;
        this.terminal = terminal;
        lane.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Prints the log of a run from its start to its end; once, however often it is asked. */
    FollowedLog follow(PipelineRun run) {
        return known.computeIfAbsent(run.getMetadata().getUid(), uid -> new FollowedLog(run));
    }

    /**
     * Waits until the log of a run is printed to its end.
     *
     * @param run that is over; if it is deleted meanwhile, there is nothing to wait for
     * @return false if the log did not end in that time
     */
    boolean awaitEnd(PipelineRun run, long seconds) throws InterruptedException {
        return follow(run).over.await(seconds, TimeUnit.SECONDS);
    }

    /** An object of that UID is gone. Nothing is heard of it any more, so nobody waits for its log. */
    void forget(String uid) {
        FollowedLog log = known.remove(uid);
        if (log != null) {
            log.over.countDown();
        }
    }

    private void look() {
        known.values().forEach(FollowedLog::print);
    }

    @Override
    public void close() {
        lane.shutdownNow();
    }

    final class FollowedLog {
        private final LogReader reader;
        private final String name;
        private final CountDownLatch over = new CountDownLatch(1);

        FollowedLog(PipelineRun run) {
            reader = new LogReader(logs, run);
            name = run.getMetadata().getName();
        }

        /** The first failure is the last look: an exception here would stop the timer for all logs. */
        void print() {
            try {
                if (over.getCount() > 0 && reader.read(line -> terminal.line("  log " + name, "| " + line))) {
                    over.countDown();
                }
            } catch (RuntimeException e) {
                terminal.line("  log " + name, "it cannot be read any more: " + e.getMessage());
                over.countDown();
            }
        }
    }
}
