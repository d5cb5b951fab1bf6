package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;

/** Something changed in an engine. What it is now, a subscriber reads from the {@link Engine}. */
public sealed interface EngineEvent {

    /** A run was queued, got its build, changed its state, ended, or was deleted with or without its job. */
    record RunChanged(RunRef run) implements EngineEvent {}

    /**
     * The item at the place of a pipeline's job was changed, deleted, or moved away or there, by somebody other than the
     * caller of {@link JobEngine}. It need not be ours, or may have ceased to be ours by that change.
     */
    record JobChanged(JobName job) implements EngineEvent {}

    /** The same for the item at the place of a project's folder. */
    record FolderChanged(String folder) implements EngineEvent {}

    /**
     * A branch of a multi-branch pipeline of ours got its job, lost it or takes no builds any more, or a scan for branches
     * ended.
     */
    record BranchesChanged(JobName pipeline) implements EngineEvent {}

    /** A build of a job of ours, or of one of its branches, started, ended or was deleted, whoever started it. */
    record BuildsChanged(JobName pipeline) implements EngineEvent {}
}
