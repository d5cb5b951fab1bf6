package io.jenkins.plugins.kubesphere.devops.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The build that a run wants.
 *
 * @param run whose build it is
 * @param job which job builds it
 * @param createdAt when the PipelineRun was created; no build of it is older, which bounds the search for one
 * @param startedBy who the PipelineRun says created it, for display only: never a right; empty if it says nothing
 * @param parameters in the order given; at most one per name
 * @param highestNumber the highest build number that a run of the job knows, 0 for none. The build gets one above it, also when
 *     the job was made anew or comes from a backup: a number means one build for ever
 */
public record RunRequest(
        RunRef run,
        JobName job,
        Instant createdAt,
        String startedBy,
        List<RunParameter> parameters,
        int highestNumber) {
    public RunRequest {
        Objects.requireNonNull(run);
        Objects.requireNonNull(job);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(startedBy);
        parameters = List.copyOf(parameters);
    }

    /** No run knows a number. */
    public RunRequest(RunRef run, JobName job, Instant createdAt, String startedBy, List<RunParameter> parameters) {
        this(run, job, createdAt, startedBy, parameters, 0);
    }
}
