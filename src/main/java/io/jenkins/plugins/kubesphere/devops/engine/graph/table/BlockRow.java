package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage or branch in a {@link StageTable}, or the whole build. */
final class BlockRow {
    final int id;
    final Role role;
    final String name;
    /** Null for the whole build. */
    final BlockRow parent;
    /** The node before it. All branches of one {@code parallel} have the same. */
    final int forkId;

    final long startMillis;
    final List<BlockRow> blocks = new ArrayList<>(0);
    final List<StepRow> steps = new ArrayList<>(0);

    FlowNodeActions facts = FlowNodeActions.NONE;
    /** What Jenkins added to the end of the block. */
    FlowNodeActions endFacts = FlowNodeActions.NONE;

    /** 0 while the block is open. */
    int endId;

    long endMillis;
    /** When the build went on after the block; 0 if it did not. */
    long successorMillis;

    /** Why the block waits for an agent. */
    Optional<String> blockage = Optional.empty();

    /** The node of Jenkins that ran the block, or its last step {@code node}; at first that of the block around it. */
    Optional<String> agent;

    /** The node of Jenkins that runs what comes next in the block; empty after the end of a step {@code node}. */
    Optional<String> currentAgent;

    private Optional<Result> worstWarning = Optional.empty();
    /** The last stage without a block in here; null if there is none. */
    private BlockRow marker;

    BlockRow(GraphNode node, BlockRow parent) {
        this.id = node.id();
        this.role = node.role();
        this.name = node.name();
        this.parent = parent;
        this.forkId = node.parents().isEmpty() ? 0 : node.parents().get(0);
        this.startMillis = node.startMillis();
        this.currentAgent = parent == null ? Optional.empty() : parent.currentAgent;
        this.agent = currentAgent;
    }

    boolean isStage() {
        return role == Role.STAGE || role == Role.STAGE_MARKER;
    }

    boolean isBranch() {
        return role == Role.BRANCH;
    }

    /** Whether Jenkins added the stage, so lists do not show it. */
    boolean isAddedByJenkins() {
        return facts.section() != FlowNodeActions.Section.STAGES;
    }

    boolean hasEnded() {
        return endId != 0;
    }

    /** How the block failed. A stage without a block fails with the block around it, if that ended it. */
    Optional<Result> error() {
        boolean isEndedByParent = role == Role.STAGE_MARKER && endId == parent.endId;
        return isEndedByParent ? parent.endFacts.error() : endFacts.error();
    }

    Optional<Result> worstWarning() {
        return worstWarning;
    }

    /**
     * Where the steps of this block belong: the block itself, or its last stage without a block. Such a stage asks the
     * block around it: another one may have begun, in a block inside.
     */
    BlockRow current() {
        BlockRow owner = role == Role.STAGE_MARKER ? parent : this;
        return owner.marker == null ? owner : owner.marker;
    }

    /**
     * Starts a stage without a block, which ends the one before it.
     *
     * @return id of the stage that has ended; 0 if there is none
     */
    int startMarker(BlockRow started) {
        int ended = endMarker(started.id, started.startMillis, true);
        marker = started;
        blocks.add(started);
        return ended;
    }

    /**
     * Ends the last stage without a block, if there is one.
     *
     * @param continues whether the build goes on after it
     * @return its id; 0 if there is none
     */
    int endMarker(int nodeId, long millis, boolean continues) {
        if (marker == null) {
            return 0;
        }
        int ended = marker.id;
        marker.endId = nodeId;
        marker.endMillis = millis;
        marker.successorMillis = continues ? millis : 0;
        marker = null;
        return ended;
    }

    /** Records the warning of a node in this block or in one inside of it. */
    void addWarning(Result warning) {
        if (worstWarning.isEmpty() || worstWarning.get().compareTo(warning) < 0) {
            worstWarning = Optional.of(warning);
        }
    }
}
