package io.jenkins.plugins.kubesphere.devops.engine.job;

/** Tells what was done to make an item match its request. */
public enum ItemOperationResult {
    /** The item did not exist and was created. */
    CREATED,
    /** The item existed and belonged to the owner, but did not match the request; it was changed. */
    UPDATED,
    /** The item already matched; nothing was written. */
    UNCHANGED
}
