package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Values of the sync status annotations on projects, pipelines and Secrets. Other values in old objects are ignored.
 */
public final class SyncStates {
    /** Written by API clients: the object was not synced yet. */
    public static final String PENDING = "pending";

    /** Written by this plugin: the object is in sync. Existing clients wait for this value only. */
    public static final String SUCCESSFUL = "successful";

    /** Written by this plugin: the object could not be synced. A condition or another annotation says why. */
    public static final String FAILED = "failed";

    private SyncStates() {}
}
