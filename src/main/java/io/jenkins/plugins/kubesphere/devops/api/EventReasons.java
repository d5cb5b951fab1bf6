package io.jenkins.plugins.kubesphere.devops.api;

/** Reasons of Kubernetes Events. We write them; dashboards and {@code kubectl describe} read them. */
public final class EventReasons {
    /** Normal, on a run: it got its build. */
    public static final String STARTED = "Started";

    /** Normal, on a run: its state changed. ks-devops writes one every three seconds, we never do. */
    public static final String UPDATED = "Updated";

    /** Warning, on a run: its build could not be scheduled. */
    public static final String TRIGGER_FAILED = "TriggerFailed";

    /** Warning, on a run: its build could not be read. */
    public static final String RETRIEVE_FAILED = "RetrieveFailed";

    /** Warning, on a project: its namespace could not be created. */
    public static final String CREATE_NAMESPACE_FAILED = "CreateAdminNamespaceFailed";

    /** Warning, on a project, pipeline or credential Secret: the engine could not be brought to what it says. */
    public static final String SYNC_FAILED = "SyncFailed";

    /** Warning, on a pipeline: its branches could not be looked for. */
    public static final String SCAN_FAILED = "ScanFailed";

    /** Warning, on a pipeline: its spec gives it another name than it has. */
    public static final String NAME_IGNORED = "NameIgnored";

    /**
     * Normal, on a project or pipeline: its folder or job was changed in the engine, and is as it was again. Warning if it had
     * to be made anew.
     */
    public static final String DRIFT_CORRECTED = "DriftCorrected";

    /** Normal, on a pipeline: runs of the engine were brought to Kubernetes. */
    public static final String RUNS_SYNCED = "PipelineRunSynced";

    /** Warning, on a pipeline: they could not be. */
    public static final String RUNS_SYNC_FAILED = "FailedPipelineRunSync";

    /** Warning, on a pipeline: the JSON that somebody edited did not become its Jenkinsfile. */
    public static final String JENKINSFILE_NOT_CONVERTED = "JenkinsfileNotConverted";

    /** Normal, on a pipeline: its Jenkinsfile has no JSON for graphical editors; it runs all the same. */
    public static final String JENKINSFILE_NOT_EDITABLE = "JenkinsfileNotEditable";

    /** Normal, on a pipeline: the annotations with metadata and branches were written. */
    public static final String METADATA_UPDATED = "MetaUpdated";

    /** Warning, on a pipeline: they could not be. */
    public static final String METADATA_FAILED = "FailedMetaUpdate";

    private EventReasons() {}
}
