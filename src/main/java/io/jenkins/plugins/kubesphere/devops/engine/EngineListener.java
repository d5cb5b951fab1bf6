package io.jenkins.plugins.kubesphere.devops.engine;

/** Told that something changed in the engine; what it is now, the listener reads from the {@link Engine} itself. */
public interface EngineListener {

    /** A run was queued, got its build, changed its state, ended, or was deleted with or without its job. */
    void runChanged(RunRef run);

    /** A job of ours was changed or deleted by somebody other than the caller of {@link Engine}. */
    void jobChanged(Owner pipeline);

    /** A branch of a multi-branch pipeline got its job, lost it or takes no builds any more, or a look for branches ended. */
    void branchesChanged(Owner pipeline);

    /** A build of a job of ours, or of one of its branches, began or ended, whoever started it. */
    void buildsChanged(Owner pipeline);

    /** A folder of ours was changed or deleted by somebody other than the caller of {@link Engine}. */
    void folderChanged(Owner project);
}
