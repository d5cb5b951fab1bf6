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

    /** The same for what stands where a project's folder may be. */
    void folderChanged(String folder);
}
