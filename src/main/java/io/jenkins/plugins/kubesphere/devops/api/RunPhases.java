package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of the phases of a run. This plugin writes them to {@code status.phase}; users and consoles read them. A run
 * that was just created has no phase.
 */
public final class RunPhases {
    /** The run has no build yet, or its build waits for an input. */
    public static final String PENDING = "Pending";

    /** The build runs, or waits for an agent. */
    public static final String RUNNING = "Running";

    /** The build succeeded. */
    public static final String SUCCEEDED = "Succeeded";

    /** The build failed or is unstable, or the run could not be started. */
    public static final String FAILED = "Failed";

    /** The run was stopped, or cancelled in the queue. */
    public static final String CANCELLED = "Cancelled";

    /**
     * The run ended, but its result is not known: the build was deleted, ran no step, or belongs to another instance.
     * To find out whether a run has ended, do not read the phase: {@code status.completionTime} is set when it ends.
     */
    public static final String UNKNOWN = "Unknown";

    private RunPhases() {}
}
