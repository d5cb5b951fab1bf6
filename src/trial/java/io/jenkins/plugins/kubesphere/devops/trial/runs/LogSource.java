package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.Optional;

/** Where the console logs of builds are read. */
@FunctionalInterface
public interface LogSource {
    /** As {@link io.jenkins.plugins.kubesphere.devops.engine.Engine#log} promises. */
    Optional<LogChunk> log(JobName job, RunRef run, long offset);
}
