package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.FlowHeadActivity.Kind;
import java.util.List;

/**
 * What a build that has started does at a moment.
 *
 * @param state what it does
 * @param reason what it waits for; empty unless it waits
 * @param agentTrouble what is wrong with the agent for which it waits, such as {@code ImagePullBackOff}; empty if nothing
 *     is known to be
 */
public record BuildWaitState(State state, String reason, String agentTrouble) {
    public enum State {
        /** A branch of the build runs. */
        RUNS,
        /** All branches wait, and have done so for a second. */
        WAITS,
        /** Not known yet. The listeners publish an event when it is. */
        UNDECIDED
    }

    private static final BuildWaitState RUNS = new BuildWaitState(State.RUNS, "", "");
    static final BuildWaitState UNDECIDED = new BuildWaitState(State.UNDECIDED, "", "");

    /**
     * @param branches the branches that have not ended
     * @param now milliseconds since 1970
     */
    static BuildWaitState of(List<FlowHeadActivity> branches, long now) {
        if (branches.stream().anyMatch(branch -> branch.kind() == Kind.RUNS)) {
            return RUNS;
        }
        if (branches.isEmpty() || !branches.stream().allMatch(branch -> branch.hasWaited(now))) {
            return UNDECIDED;
        }
        int others = branches.size() - 1;
        FlowHeadActivity shown = branches.stream()
                .filter(branch -> !branch.agentTrouble().isEmpty())
                .findFirst()
                .orElse(branches.get(0));
        return new BuildWaitState(
                State.WAITS,
                others == 0
                        ? shown.reason()
                        : shown.reason() + " (branches of the build that wait, too: " + others + ")",
                shown.agentTrouble());
    }
}
