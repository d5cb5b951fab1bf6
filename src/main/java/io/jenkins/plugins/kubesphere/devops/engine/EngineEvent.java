package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;

/** Says that something changed in an engine. A subscriber reads from the {@link Engine} what it is now. */
public sealed interface EngineEvent {

    /** A run was queued, got its build, changed its state, ended, or was deleted with or without its job. */
    record RunChanged(RunRef run) implements EngineEvent {}

    /**
     * The item at the place of a pipeline's job was changed, deleted, or moved away or there, by somebody other than
     * the caller of {@link JobEngine}. The item may belong to another owner, before or after the change.
     */
    record JobChanged(JobName job) implements EngineEvent {}

    /** Like {@link JobChanged}, for the item at the place of a project's folder. */
    record FolderChanged(String folder) implements EngineEvent {}

    /**
     * A scan for branches ended, or a branch of one of our multi-branch pipelines got its job, lost it or accepts no
     * builds any more.
     */
    record BranchesChanged(JobName pipeline) implements EngineEvent {}

    /**
     * A build of one of our jobs, or of one of its branches, started, ended or was deleted, no matter who started it.
     */
    record BuildsChanged(JobName pipeline) implements EngineEvent {}
}
