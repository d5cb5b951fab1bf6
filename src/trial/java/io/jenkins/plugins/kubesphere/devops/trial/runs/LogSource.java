package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Optional;

/** Reads the console logs of builds. */
@FunctionalInterface
public interface LogSource {
    /**
     * Reads a part of a log; the contract is that of {@link
     * io.jenkins.plugins.kubesphere.devops.engine.RunLogReader#log}.
     */
    Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset);
}
