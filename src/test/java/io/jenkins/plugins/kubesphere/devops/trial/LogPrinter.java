package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogReader;
import io.jenkins.plugins.kubesphere.devops.trial.runs.Logs;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints the console logs of builds as they grow. */
final class LogPrinter implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;

    private final Logs logs;
    private final Terminal terminal;

    /** Those that are printed to the end stay in it: the last news of a run come after its log. */
    private final Map<String, Printed> known = new ConcurrentHashMap<>();

    private final ScheduledExecutorService lane = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trial logs");
        thread.setDaemon(true);
        return thread;
    });

    LogPrinter(Logs logs, Terminal terminal) {
        this.logs = logs;
        this.terminal = terminal;
        lane.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Prints the log of a run from its start to its end; once, however often it is asked. */
    void follow(PipelineRun run) {
        known.computeIfAbsent(run.getMetadata().getUid(), uid -> new Printed(run));
    }

    /**
     * Waits until the log of a run is printed to its end.
     *
     * @param run that is over
     * @return false if the log did not end in that time
     */
    boolean awaitEnd(PipelineRun run, long seconds) throws InterruptedException {
        follow(run);
        return known.get(run.getMetadata().getUid()).over.await(seconds, TimeUnit.SECONDS);
    }

    /** An object of that UID is gone. Nothing is heard of it any more. */
    void forget(String uid) {
        known.remove(uid);
    }

    private void look() {
        known.values().forEach(Printed::print);
    }

    @Override
    public void close() {
        lane.shutdownNow();
    }

    private final class Printed {
        private final LogReader reader;
        private final String name;
        private final CountDownLatch over = new CountDownLatch(1);

        Printed(PipelineRun run) {
            reader = new LogReader(logs, run);
            name = run.getMetadata().getName();
        }

        /** The first failure is the last look: who throws here stops the lane for all logs. */
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
