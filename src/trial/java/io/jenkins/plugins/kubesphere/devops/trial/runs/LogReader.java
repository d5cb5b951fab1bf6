package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the console log of a run's build line by line, as it grows. For one thread. */
public final class LogReader {
    private final LogSource logs;
    private final JobName job;
    private final RunRef run;
    private final StringBuilder rest = new StringBuilder();
    private long offset;

    /** @param run must name a pipeline */
    public LogReader(LogSource logs, PipelineRun run) {
        this.logs = logs;
        this.run = RunBuildRefs.ref(run);
        this.job = RunBuildRefs.job(run);
    }

    /**
     * Reads what is new.
     *
     * @param lines takes each line that is there to its end, and the last one also if it has none
     * @return whether that was the end of the log: the build is over, or its log is gone
     */
    public boolean read(Consumer<String> lines) {
        Optional<LogChunk> chunk = logs.log(job, run, offset);
        if (chunk.isEmpty()) {
            return offset > 0;
        }
        offset = chunk.get().next();
        rest.append(chunk.get().text());
        for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
            lines.accept(rest.substring(0, end));
            rest.delete(0, end + 1);
        }
        if (!chunk.get().more() && !rest.isEmpty()) {
            lines.accept(rest.toString());
            rest.setLength(0);
        }
        return !chunk.get().more();
    }
}
