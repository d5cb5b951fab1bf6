package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;

/** Says what changed in an engine, but not how. A subscriber reads the new state from the {@link Engine}. */
public sealed interface EngineEvent {

    /** A run was queued, got its build, changed its state, ended, or was deleted with or without its job. */
    record RunChanged(PipelineRunRef run) implements EngineEvent {}

    /**
     * A stage or step of a run started, ended, or waits for something else. At the end of the run there is a {@link
     * RunChanged} in any case.
     */
    record RunGraphChanged(PipelineRunRef run) implements EngineEvent {}

    /**
     * Somebody other than the caller of {@link JobEngine} changed, deleted or moved a pipeline's job, or created or
     * moved another item with its full name. The item may belong to another owner, before or after the change.
     */
    record JobChanged(JobName job) implements EngineEvent {}

    /** Like {@link JobChanged}, for the item with the name of a project's folder. */
    record FolderChanged(String folder) implements EngineEvent {}

    /**
     * A scan for branches ended, or the job of a branch of a managed pipeline was created, was deleted, or does not
     * accept builds any more.
     */
    record BranchesChanged(JobName pipeline) implements EngineEvent {}

    /**
     * A build of a managed pipeline, or of one of its branches, started, ended or was deleted, no matter who started
     * it.
     */
    record BuildsChanged(JobName pipeline) implements EngineEvent {}

    /**
     * A build of a managed pipeline, or of one of its branches, that belongs to no run has begun to run its steps, or
     * has ended. It is on the disk, and {@link UnboundBuildReader#find} reads it.
     */
    record BuildStarted(BuildRef build) implements EngineEvent {}
}
