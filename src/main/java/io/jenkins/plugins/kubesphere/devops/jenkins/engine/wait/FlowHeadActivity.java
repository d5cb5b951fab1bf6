package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

/**
 * What one branch of a build does at a moment. A build without {@code parallel} has one branch.
 *
 * @param kind what it does
 * @param since when it began to wait, in milliseconds since 1970; 0 unless it waits
 * @param reason what it waits for, such as {@code waits for an agent}; empty unless it waits
 * @param agentTrouble what is wrong with the agent for which it waits, in one word of Kubernetes; empty if nothing is
 *     known to be
 */
record FlowHeadActivity(Kind kind, long since, String reason, String agentTrouble) {
    enum Kind {
        /** It has an agent, or runs a step that needs none. */
        RUNS,
        WAITS,
        /** Only steps that hold other steps have started, or a step that ends at once. Another step comes. */
        BETWEEN_STEPS
    }

    static FlowHeadActivity runs() {
        return new FlowHeadActivity(Kind.RUNS, 0, "", "");
    }

    static FlowHeadActivity betweenSteps() {
        return new FlowHeadActivity(Kind.BETWEEN_STEPS, 0, "", "");
    }

    static FlowHeadActivity waits(long since, String reason) {
        return waitsForAgent(since, reason, "");
    }

    static FlowHeadActivity waitsForAgent(long since, String reason, String trouble) {
        return new FlowHeadActivity(Kind.WAITS, since, reason, trouble);
    }

    /** Whether it has waited long enough to be told. */
    boolean hasWaited(long now) {
        return kind == Kind.WAITS && BuildWaitReader.hasLasted(since, now, BuildWaitReader.MIN_WAIT_MILLIS);
    }
}
