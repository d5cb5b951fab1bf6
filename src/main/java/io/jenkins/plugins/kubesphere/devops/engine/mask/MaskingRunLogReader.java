package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.time.Instant;
import java.util.Optional;

/**
 * Masks secrets in what the wrapped reader throws. {@link #log} and {@link #open} return the text unmasked, because
 * their callers may read the log. The wrapped reader masks {@link #lastLines} itself, because a secret must be masked
 * before its line is cut.
 */
public final class MaskingRunLogReader implements RunLogReader {
    private final RunLogReader logs;
    private final ErrorMasker errors;

    public MaskingRunLogReader(RunLogReader logs, ProjectMaskProvider masks) {
        this.logs = logs;
        this.errors = new ErrorMasker(masks);
    }

    @Override
    public Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset) {
        return errors.call(run.namespace(), run, () -> logs.log(job, run, offset));
    }

    @Override
    public Optional<LogSnapshot> open(JobName job, PipelineRunRef run, Instant createdAt, Optional<String> step) {
        return errors.call(run.namespace(), run, () -> logs.open(job, run, createdAt, step));
    }

    @Override
    public String lastLines(JobName job, PipelineRunRef run) {
        return errors.call(run.namespace(), run, () -> logs.lastLines(job, run));
    }
}
