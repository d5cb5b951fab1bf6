package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Reasons of conditions. The first group is the engine's state and result in the spelling of Jenkins, which clients of
 * existing clusters compare; the rest is ours.
 */
public final class ConditionReasons {
    /** Waits for an executor or for another run. */
    public static final String QUEUED = "QUEUED";

    /** Runs. */
    public static final String RUNNING = "RUNNING";

    /** Waits for a person at an input step. */
    public static final String PAUSED = "PAUSED";

    /** Ended well. */
    public static final String SUCCESS = "SUCCESS";

    /** Ended with a step that marked it unstable. */
    public static final String UNSTABLE = "UNSTABLE";

    /** Ended with an error. */
    public static final String FAILURE = "FAILURE";

    /** Ended because somebody stopped it. */
    public static final String ABORTED = "ABORTED";

    /** Ended without having run a step. */
    public static final String NOT_BUILT = "NOT_BUILT";

    /** The build was deleted in the engine before the run was over. */
    public static final String BUILD_DELETED = "BuildDeleted";

    /** A person took the run out of the queue before it started. */
    public static final String QUEUE_ITEM_CANCELLED = "QueueItemCancelled";

    /** The run was stopped by its {@code spec.action} before it was started. */
    public static final String STOPPED_BEFORE_START = "StoppedBeforeStart";

    /** Another home had stamped the run, and that one does not act any more. */
    public static final String OTHER_INSTANCE = "OtherInstance";

    /** On a run: it is bound to its build. */
    public static final String BOUND = "Bound";

    /** The run names no pipeline. */
    public static final String PIPELINE_REF_MISSING = "PipelineRefMissing";

    /** The run's pipeline does not exist (yet). */
    public static final String PIPELINE_NOT_FOUND = "PipelineNotFound";

    /** The run's pipeline has no job that takes builds (yet). */
    public static final String PIPELINE_NOT_READY = "PipelineNotReady";

    /** The run's pipeline has branches, and the run names none. */
    public static final String BRANCH_NOT_NAMED = "BranchNotNamed";

    /** The run's pipeline has no branch of that name (yet), or not any more. */
    public static final String BRANCH_NOT_FOUND = "BranchNotFound";

    /** A parameter is unknown to the pipeline, or its value does not convert. */
    public static final String INVALID_PARAMETER = "InvalidParameter";

    /** On a project or pipeline: the engine is as the spec says. */
    public static final String SYNCED = "Synced";

    /** On a pipeline: the first look for its branches has not ended yet. */
    public static final String NOT_SCANNED = "NotScanned";

    /** The last look for its branches went through. */
    public static final String SCAN_SUCCEEDED = "ScanSucceeded";

    /** It failed. */
    public static final String SCAN_FAILED = "ScanFailed";

    /** A person stopped it. */
    public static final String SCAN_ABORTED = "ScanAborted";

    /** Something is set in the spec and elsewhere. */
    public static final String SET_ELSEWHERE = "SetElsewhere";

    /** Nothing is set twice any more. */
    public static final String NO_CONFLICT = "NoConflict";

    /** The spec contradicts itself or lacks what its type needs. */
    public static final String INVALID_SPEC = "InvalidSpec";

    /** The spec needs a plugin that the engine does not have, or does not run. */
    public static final String PLUGIN_MISSING = "PluginMissing";

    /** The Jenkinsfile has no JSON, because it is scripted or wrong, or the JSON makes no Jenkinsfile. */
    public static final String NOT_CONVERTIBLE = "NotConvertible";

    /** The Jenkinsfile and its JSON say the same. */
    public static final String CONVERTED = "Converted";

    /** The edit mode is none that we know. */
    public static final String UNKNOWN_EDIT_MODE = "UnknownEditMode";

    /** The engine does not take the name. */
    public static final String INVALID_NAME = "InvalidName";

    /** An item of that name is in the engine already and belongs to somebody else. */
    public static final String OWNED_BY_OTHER = "OwnedByOther";

    /** On a pipeline: its type was changed, and its job is there for the type that it had. */
    public static final String TYPE_CHANGED = "TypeChanged";

    /** The folder, job or build could not be deleted yet; it is tried again. */
    public static final String DELETION_FAILED = "DeletionFailed";

    /** A person moved the folder or job away in the engine, and it cannot be moved back now. */
    public static final String MOVED = "Moved";

    /** The folder of the pipeline's project is not there (yet). */
    public static final String PROJECT_NOT_SYNCED = "ProjectNotSynced";

    /** The namespace that the project wants belongs to somebody else. */
    public static final String NAMESPACE_CONFLICT = "NamespaceConflict";

    /** The namespace that the project wants is being deleted. */
    public static final String NAMESPACE_TERMINATING = "NamespaceTerminating";

    /** Nothing reconciles this kind, or this type of pipeline, yet. */
    public static final String NOT_SERVED = "NotServed";

    private ConditionReasons() {}
}
