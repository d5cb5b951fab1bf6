package io.jenkins.plugins.kubesphere.devops.engine;

/** Told that something changed in the engine; what it is now, the listener reads from the {@link Engine} itself. */
public interface EngineListener {

    /** A run was queued, got its build, changed its state, ended, or was deleted with or without its job. */
    void runChanged(RunRef run);

    /**
     * What stands where a pipeline's job may be was changed, deleted, or moved away or there, by somebody other than the
     * caller of {@link Engine}. It need not be ours, or may have ceased to be just by that.
     */
    void jobChanged(JobName job);

    /**
     * A branch of a multi-branch pipeline of ours got its job, lost it or takes no builds any more, or a look for branches
     * ended.
     */
    void branchesChanged(JobName pipeline);

    /** A build of a job of ours, or of one of its branches, began, ended or was deleted, whoever started it. */
    void buildsChanged(JobName pipeline);

    /** The same for what stands where a project's folder may be. */
    void folderChanged(String folder);
}
