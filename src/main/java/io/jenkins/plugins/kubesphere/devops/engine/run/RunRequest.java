package io.jenkins.plugins.kubesphere.devops.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Requests the build of a run.
 *
 * @param run the run
 * @param job the job to build
 * @param createdAt when the PipelineRun was created. Its build cannot be older, so older builds are not searched
 * @param creator the user that the PipelineRun names as its creator, for display only, never for a permission; empty
 *     if it names none
 * @param parameters in the given order; at most one for each name
 * @param highestBuildNumber the highest build number of all runs of the job, 0 for none. The new build gets a higher
 *     number, even if the job was created again or comes from a backup, so that no number is used twice
 * @param refType what {@link JobName#branch()} must be; empty if any type is right. It has no effect on a job without
 *     branches
 * @param original the run whose build is replayed, or restarted at a stage; empty to build what the job builds now
 * @param precondition called under the lock of the queue, right before the build is scheduled. Nothing is scheduled if
 *     it throws an exception, which the caller gets. It must be quick
 */
public record RunRequest(
        PipelineRunRef run,
        JobName job,
        Instant createdAt,
        String creator,
        List<RunParameter> parameters,
        int highestBuildNumber,
        Optional<RefType> refType,
        Optional<OriginalRun> original,
        Runnable precondition) {
    public RunRequest {
        Objects.requireNonNull(run);
        Objects.requireNonNull(job);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(creator);
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(refType);
        Objects.requireNonNull(original);
        Objects.requireNonNull(precondition);
    }

    /** Requests a build for a job whose runs have no build number yet. */
    public RunRequest(
            PipelineRunRef run, JobName job, Instant createdAt, String creator, List<RunParameter> parameters) {
        this(run, job, createdAt, creator, parameters, 0);
    }

    /** Requests a build of any type of branch, without a precondition. */
    public RunRequest(
            PipelineRunRef run,
            JobName job,
            Instant createdAt,
            String creator,
            List<RunParameter> parameters,
            int highestBuildNumber) {
        this(
                run,
                job,
                createdAt,
                creator,
                parameters,
                highestBuildNumber,
                Optional.empty(),
                Optional.empty(),
                () -> {});
    }

    /** Returns the same request for another job. */
    public RunRequest withJob(JobName other) {
        return copy(other, refType, original, precondition);
    }

    /** Returns the same request for a certain type of branch. */
    public RunRequest withRefType(Optional<RefType> type) {
        return copy(job, type, original, precondition);
    }

    /** Returns the same request for a replay of another run, or for none. */
    public RunRequest withOriginal(Optional<OriginalRun> replayed) {
        return copy(job, refType, replayed, precondition);
    }

    /** Returns the same request with another precondition. */
    public RunRequest withPrecondition(Runnable condition) {
        return copy(job, refType, original, condition);
    }

    private RunRequest copy(
            JobName newJob, Optional<RefType> type, Optional<OriginalRun> replayed, Runnable condition) {
        return new RunRequest(
                run, newJob, createdAt, creator, parameters, highestBuildNumber, type, replayed, condition);
    }
}
