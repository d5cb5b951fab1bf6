package io.jenkins.plugins.kubesphere.devops.api;

/** Reasons of Kubernetes Events. We write them; dashboards and {@code kubectl describe} read them. */
public final class EventReasons {
    /** Normal, on a run: its build was scheduled. */
    public static final String STARTED = "Started";

    /** Normal, on a run: its state changed. ks-devops writes one every three seconds, we never do. */
    public static final String UPDATED = "Updated";

    /** Warning, on a run: its build could not be scheduled. */
    public static final String TRIGGER_FAILED = "TriggerFailed";

    /** Warning, on a run: its build could not be read. */
    public static final String RETRIEVE_FAILED = "RetrieveFailed";

    /** Warning, on a project: its namespace could not be created. */
    public static final String CREATE_NAMESPACE_FAILED = "CreateAdminNamespaceFailed";

    /** Warning, on a project or pipeline: the engine could not be brought to what the spec says. */
    public static final String SYNC_FAILED = "SyncFailed";

    /** Warning, on a pipeline: its branches could not be looked for. */
    public static final String SCAN_FAILED = "ScanFailed";

    /** Warning, on a pipeline: its spec gives it another name than it has. */
    public static final String NAME_IGNORED = "NameIgnored";

    /** Normal, on a pipeline: runs of the engine were brought to Kubernetes. */
    public static final String RUNS_SYNCED = "PipelineRunSynced";

    /** Warning, on a pipeline: they could not be. */
    public static final String RUNS_SYNC_FAILED = "FailedPipelineRunSync";

    /** Normal, on a pipeline: the annotations with metadata and branches were written. */
    public static final String METADATA_UPDATED = "MetaUpdated";

    /** Warning, on a pipeline: they could not be. */
    public static final String METADATA_FAILED = "FailedMetaUpdate";

    private EventReasons() {}
}
