package io.jenkins.plugins.kubesphere.devops.api;

/** Words of the sync status annotations of projects, pipelines and Secrets. Other words of old objects are ignored. */
public final class SyncStates {
    /** Written by API clients: nothing was done yet. */
    public static final String PENDING = "pending";

    /** Written by us: the engine is as the spec says. The only word that existing clients wait for. */
    public static final String SUCCESSFUL = "successful";

    /** Written by us: it is not, and a condition says why. */
    public static final String FAILED = "failed";

    private SyncStates() {}
}
