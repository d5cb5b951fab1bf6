package io.jenkins.plugins.kubesphere.devops.engine;

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
 */
public record RunRequest(RunRef run, JobName job, Instant createdAt, String startedBy, List<RunParameter> parameters) {
    public RunRequest {
        Objects.requireNonNull(run);
        Objects.requireNonNull(job);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(startedBy);
        parameters = List.copyOf(parameters);
    }
}
