package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the console log of a run line by line while it grows. Only one thread may use it. */
public final class LogLineReader {
    private final LogSource logs;
    private final JobName job;
    private final PipelineRunRef run;
    private final StringBuilder incompleteLine = new StringBuilder();
    private long offset;

    /** @param run a run that names a pipeline */
    public LogLineReader(LogSource logs, PipelineRun run) {
        this.logs = logs;
        this.run = PipelineRuns.ref(run);
        this.job = PipelineRuns.jobOfBuild(run);
    }

    /**
     * Reads the new lines.
     *
     * @param lines receives each complete line, and at the end of the log also an incomplete last line
     * @return true at the end of the log: the build has ended, or its log was deleted
     */
    public boolean read(Consumer<String> lines) {
        Optional<LogChunk> chunk = logs.log(job, run, offset);
        if (chunk.isEmpty()) {
            return offset > 0;
        }
        offset = chunk.get().nextOffset();
        incompleteLine.append(chunk.get().text());
        for (int end = incompleteLine.indexOf("\n"); end >= 0; end = incompleteLine.indexOf("\n")) {
            lines.accept(incompleteLine.substring(0, end));
            incompleteLine.delete(0, end + 1);
        }
        if (!chunk.get().hasMore() && !incompleteLine.isEmpty()) {
            lines.accept(incompleteLine.toString());
            incompleteLine.setLength(0);
        }
        return !chunk.get().hasMore();
    }
}
