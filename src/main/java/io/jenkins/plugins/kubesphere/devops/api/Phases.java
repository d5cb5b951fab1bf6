package io.jenkins.plugins.kubesphere.devops.api;

/** Phases of a run. We write them to {@code status.phase}; users and consoles read them. Absent before the start. */
public final class Phases {
    /** Queued: there is no build yet. */
    public static final String PENDING = "Pending";

    /** Its build runs, or waits for an agent or for an answer. */
    public static final String RUNNING = "Running";

    /** Ended well. */
    public static final String SUCCEEDED = "Succeeded";

    /** Ended badly or unstable. */
    public static final String FAILED = "Failed";

    /** Ended because somebody stopped it. */
    public static final String CANCELLED = "Cancelled";

    /** Nobody knows, for example because the build is gone. Over only if {@code status.completionTime} is set. */
    public static final String UNKNOWN = "Unknown";

    private Phases() {}
}
