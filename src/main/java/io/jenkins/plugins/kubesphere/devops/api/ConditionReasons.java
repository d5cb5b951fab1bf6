package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Reasons of conditions on runs. The first group is the engine's state in the spelling of Blue Ocean, which clients of
 * existing clusters compare; the second is ours.
 */
public final class ConditionReasons {
    /** Waits for an executor or for another run. */
    public static final String QUEUED = "QUEUED";

    /** Runs. */
    public static final String RUNNING = "RUNNING";

    /** Waits for a person at an input step. */
    public static final String PAUSED = "PAUSED";

    /** Was skipped. */
    public static final String SKIPPED = "SKIPPED";

    /** Was never built. */
    public static final String NOT_BUILT = "NOT_BUILT";

    /** Is over; the status of the condition and the phase say how it went. */
    public static final String FINISHED = "FINISHED";

    /** The build was deleted in the engine before the run was over. */
    public static final String BUILD_DELETED = "BuildDeleted";

    /** A person took the run out of the queue before it started. */
    public static final String QUEUE_ITEM_CANCELLED = "QueueItemCancelled";

    private ConditionReasons() {}
}
