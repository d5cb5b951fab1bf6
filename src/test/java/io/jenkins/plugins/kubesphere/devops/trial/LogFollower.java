package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints the console logs of builds as they grow. */
final class LogFollower implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;

    private final Logs logs;
    private final Terminal terminal;
    private final Map<String, Log> following = new ConcurrentHashMap<>();
    private final ScheduledExecutorService lane = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trial logs");
        thread.setDaemon(true);
        return thread;
    });

    LogFollower(Logs logs, Terminal terminal) {
        this.logs = logs;
        this.terminal = terminal;
        lane.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Prints the log of a run from its start to its end; once, however often it is asked. */
    void follow(PipelineRun run) {
        RunRef ref = new RunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        JobName job = new JobName(ref.namespace(), run.getSpec().pipelineRef().name());
        following.computeIfAbsent(ref.uid(), uid -> new Log(job, ref));
    }

    private void look() {
        following.values().removeIf(Log::printed);
    }

    @Override
    public void close() {
        lane.shutdownNow();
    }

    private final class Log {
        private final JobName job;
        private final RunRef run;
        private final StringBuilder rest = new StringBuilder();
        private long offset;

        Log(JobName job, RunRef run) {
            this.job = job;
            this.run = run;
        }

        /** Prints what is new, and says whether that was the end. */
        boolean printed() {
            Optional<LogChunk> chunk = logs.log(job, run, offset);
            if (chunk.isEmpty()) {
                return offset > 0;
            }
            offset = chunk.get().next();
            rest.append(chunk.get().text());
            for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
                terminal.line("  log " + run.name(), "| " + rest.substring(0, end));
                rest.delete(0, end + 1);
            }
            return !chunk.get().more();
        }
    }
}
