package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Optional;

/**
 * Masks secrets in what the reader throws. A part of a log stays as it is: only who may read the log gets it. The last
 * lines are masked by the reader itself, because a line that is cut must be masked before.
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
    public String lastLines(JobName job, PipelineRunRef run) {
        return errors.call(run.namespace(), run, () -> logs.lastLines(job, run));
    }
}
