package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of the reasons of Kubernetes Events. This plugin writes them, unless the comment says that only ks-devops does;
 * dashboards and {@code kubectl describe} read them.
 */
public final class EventReasons {
    /** Normal, on a run: its build exists. */
    public static final String STARTED = "Started";

    /** Normal, on a run: its phase changed after its build had started, or the run ended. */
    public static final String UPDATED = "Updated";

    /** Warning, on a run without a build: the build could not be started, or cannot be started yet. */
    public static final String TRIGGER_FAILED = "TriggerFailed";

    /** Warning, on a run with a build: the build could not be read, or belongs to another instance. */
    public static final String RETRIEVE_FAILED = "RetrieveFailed";

    /** Warning, on a run: its build did not end when it was stopped, and was ended in a stronger way. */
    public static final String STOP_ESCALATED = "StopEscalated";

    /** Warning, on a run: the pod of the agent for which its build waits does not start. Once for each kind of trouble. */
    public static final String AGENT_FAILED = "AgentFailed";

    /** Warning, on a run: its stages could not be stored for consoles. The run itself is not affected. */
    public static final String STORE_FAILED = "StoreFailed";

    /** Warning, on a project: its namespace could not be created. */
    public static final String CREATE_NAMESPACE_FAILED = "CreateAdminNamespaceFailed";

    /** Warning, on a project, pipeline or credential Secret: its folder, job or credential could not be synced. */
    public static final String SYNC_FAILED = "SyncFailed";

    /** Normal, on a credential Secret: it is a credential, and its owner should know something about it. */
    public static final String SYNC_NOTE = "SyncNote";

    /** Warning, on a pipeline: the scan for branches failed. */
    public static final String SCAN_FAILED = "ScanFailed";

    /** Warning, on a pipeline: a scan for branches was asked for, and its job cannot be scanned. */
    public static final String SCAN_NOT_REQUESTED = "ScanNotRequested";

    /** Warning, on a pipeline: the name in its spec differs from the object's name and is ignored. */
    public static final String NAME_IGNORED = "NameIgnored";

    /**
     * Normal, on a project or pipeline: a person changed its folder or job in the engine, and it was restored. Warning
     * if a folder, job or namespace was deleted and created again.
     */
    public static final String DRIFT_CORRECTED = "DriftCorrected";

    /** Normal, on a pipeline: PipelineRuns were created for all builds that had none. */
    public static final String RUNS_SYNCED = "PipelineRunSynced";

    /** Warning, on a pipeline: A PipelineRun could not be created for a build. */
    public static final String RUNS_SYNC_FAILED = "FailedPipelineRunSync";

    /** Normal, on a pipeline: finished runs were deleted, because the pipeline does not keep them. */
    public static final String RUNS_DELETED = "PipelineRunsDeleted";

    /** Warning, on a pipeline: the edited JSON could not be converted to its Jenkinsfile. */
    public static final String JENKINSFILE_NOT_CONVERTED = "JenkinsfileNotConverted";

    /** Normal, on a pipeline: its Jenkinsfile cannot be converted to JSON for graphical editors, but it still runs. */
    public static final String JENKINSFILE_NOT_EDITABLE = "JenkinsfileNotEditable";

    /** Normal, on a pipeline: the annotations with metadata and branches were written. Only ks-devops writes it. */
    public static final String METADATA_UPDATED = "MetaUpdated";

    /** Warning, on a pipeline: the annotations with metadata and branches could not be written. */
    public static final String METADATA_FAILED = "FailedMetaUpdate";

    private EventReasons() {}
}
