package io.jenkins.plugins.kubesphere.devops.engine;

/** Told that something changed in the engine; what it is now, the listener reads from the {@link Engine} itself. */
public interface EngineListener {

    /** A run was queued, got its build, changed its state, ended, or was deleted with or without its job. */
    void runChanged(RunRef run);

    /** A job of ours was changed or deleted by somebody other than the caller of {@link Engine}. */
    void jobChanged(Owner pipeline);

    /** A folder of ours was changed or deleted by somebody other than the caller of {@link Engine}. */
    void folderChanged(Owner project);
}
