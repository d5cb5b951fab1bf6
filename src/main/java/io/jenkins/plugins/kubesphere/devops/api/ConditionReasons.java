package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of the reasons of conditions. The first group has the states and results of builds as Jenkins spells them,
 * because clients of existing clusters compare them. The others are defined by this plugin.
 */
public final class ConditionReasons {
    /** The run waits for an executor or for another run; or its build has started and waits for an agent or a lock. */
    public static final String QUEUED = "QUEUED";

    /** The build runs. */
    public static final String RUNNING = "RUNNING";

    /** The build waits for a person at an input step, or a person has paused it. */
    public static final String PAUSED = "PAUSED";

    /** The build succeeded. */
    public static final String SUCCESS = "SUCCESS";

    /** The build ended, and a step marked it as unstable. */
    public static final String UNSTABLE = "UNSTABLE";

    /** The build ended with an error. */
    public static final String FAILURE = "FAILURE";

    /** After a restart the build could not continue, and was ended. */
    public static final String STALLED_AFTER_RESTART = "StalledAfterRestart";

    /** A time limit of the Jenkinsfile ended the build: the option or the step {@code timeout}. */
    public static final String TIMED_OUT = "TimedOut";

    /** The build was stopped, or a later build of its job replaced it. */
    public static final String ABORTED = "ABORTED";

    /** The build ended before it ran a step. */
    public static final String NOT_BUILT = "NOT_BUILT";

    /** The build was deleted in the engine before the run ended. */
    public static final String BUILD_DELETED = "BuildDeleted";

    /** ks-devops started the build of the run, and this Jenkins has no such build. */
    public static final String BUILD_NOT_FOUND = "BuildNotFound";

    /** The run was restored from a backup. It may have been built before, so it is not built. */
    public static final String RESTORED_RUN = "RestoredRun";

    /** A person cancelled the run in the queue. */
    public static final String QUEUE_ITEM_CANCELLED = "QueueItemCancelled";

    /** {@code spec.action} was {@code Stop} before the run was started. */
    public static final String STOPPED_BEFORE_START = "StoppedBeforeStart";

    /** Another instance claimed the run, and that instance does not hold the Lease any more. */
    public static final String OTHER_INSTANCE = "OtherInstance";

    /** On a run: its build exists. */
    public static final String BOUND = "Bound";

    /** The run does not name a pipeline. */
    public static final String PIPELINE_REF_MISSING = "PipelineRefMissing";

    /** The run's pipeline does not exist, or does not exist yet. */
    public static final String PIPELINE_NOT_FOUND = "PipelineNotFound";

    /** The job of the run's pipeline does not exist yet, or does not accept builds now. */
    public static final String PIPELINE_NOT_READY = "PipelineNotReady";

    /** Too many runs of the namespace have started and not ended. The run is started when others end. */
    public static final String THROTTLED = "Throttled";

    /** The run's pipeline is a multi-branch pipeline, and the run does not name a branch. */
    public static final String BRANCH_NOT_NAMED = "BranchNotNamed";

    /** The run's pipeline does not have the branch: it was not found yet, or was deleted. */
    public static final String BRANCH_NOT_FOUND = "BranchNotFound";

    /** The run asks for a branch, tag or request, and what has this name is of another type. */
    public static final String REF_TYPE_MISMATCH = "RefTypeMismatch";

    /** The pipeline does not have a parameter of the run, or the parameter's value cannot be converted. */
    public static final String INVALID_PARAMETER = "InvalidParameter";

    /** The run that is to be replayed does not exist, or does not exist yet. */
    public static final String ORIGINAL_NOT_FOUND = "OriginalNotFound";

    /** The run that is to be replayed has no build yet; or it is to be restarted, and its build runs. */
    public static final String ORIGINAL_NOT_READY = "OriginalNotReady";

    /** The build of the other run cannot be replayed, or not restarted at that stage. */
    public static final String REPLAY_REFUSED = "ReplayRefused";

    /** A Secret from which the run takes a parameter does not exist, lacks the key, or may not be read. */
    public static final String SECRET_NOT_FOUND = "SecretNotFound";

    /** On a project or pipeline: the folder or job is in sync with the spec. */
    public static final String SYNCED = "Synced";

    /** On a project or pipeline: the sync failed with an error, and is tried again. */
    public static final String SYNC_FAILED = "SyncFailed";

    /** On a pipeline: the first scan for branches has not ended yet. */
    public static final String NOT_SCANNED = "NotScanned";

    /** On a pipeline: a scan for branches has been running for a long time. */
    public static final String SCANNING = "Scanning";

    /** On a pipeline: the last scan for branches succeeded. */
    public static final String SCAN_SUCCEEDED = "ScanSucceeded";

    /** On a pipeline: the last scan for branches failed. */
    public static final String SCAN_FAILED = "ScanFailed";

    /** On a pipeline: a person stopped the last scan for branches. */
    public static final String SCAN_ABORTED = "ScanAborted";

    /** On a pipeline: its spec sets a field that the Jenkinsfile or a person also sets. */
    public static final String SET_ELSEWHERE = "SetElsewhere";

    /** On a pipeline: there is no conflict of fields any more. The reason after {@link #SET_ELSEWHERE}. */
    public static final String NO_CONFLICT = "NoConflict";

    /** The spec contradicts itself, has a value that is not allowed, or lacks a field that its type needs. */
    public static final String INVALID_SPEC = "InvalidSpec";

    /** The spec needs a plugin that the engine does not run. */
    public static final String PLUGIN_MISSING = "PluginMissing";

    /**
     * The Jenkinsfile is scripted or wrong and cannot be converted to JSON, or the JSON cannot be converted to a
     * Jenkinsfile.
     */
    public static final String NOT_CONVERTIBLE = "NotConvertible";

    /** The Jenkinsfile and its JSON have the same content. */
    public static final String CONVERTED = "Converted";

    /** The edit mode is neither {@link JenkinsfileEditModes#RAW} nor {@link JenkinsfileEditModes#JSON}. */
    public static final String UNKNOWN_EDIT_MODE = "UnknownEditMode";

    /** The engine does not accept the name. */
    public static final String INVALID_NAME = "InvalidName";

    /** An item with that name exists in the engine and belongs to another resource, or to no resource. */
    public static final String OWNED_BY_OTHER = "OwnedByOther";

    /** On a pipeline: its type was changed, but its job still has the old type. */
    public static final String TYPE_CHANGED = "TypeChanged";

    /** The folder, job or build could not be deleted; the deletion is tried again. */
    public static final String DELETION_FAILED = "DeletionFailed";

    /** A person moved the folder or job in the engine, and it cannot be moved back now. */
    public static final String MOVED = "Moved";

    /** The folder of the pipeline's project does not exist yet. */
    public static final String PROJECT_NOT_SYNCED = "ProjectNotSynced";

    /** The namespace of the project exists and belongs to another project, or to no project. */
    public static final String NAMESPACE_CONFLICT = "NamespaceConflict";

    /** The namespace of the project is being deleted. */
    public static final String NAMESPACE_TERMINATING = "NamespaceTerminating";

    /** This plugin does not reconcile the kind, or the type of pipeline, yet. */
    public static final String NOT_SUPPORTED = "NotSupported";

    /** On a template: it can be rendered, if its parameters are given. */
    public static final String VALID = "Valid";

    /** On a template: it is not a template, uses something that is not supported, or has a wrong check of a parameter. */
    public static final String INVALID_TEMPLATE = "InvalidTemplate";

    private ConditionReasons() {}
}
