package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.NodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.NodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.NodeStatus.State;
import io.jenkins.plugins.kubesphere.devops.engine.graph.NodeTiming;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.NodeFacts.Queue;

/** Decides status and times of a stage or branch, as Blue Ocean and pipeline-graph-analysis do. */
final class BlockStatusRules {
    private final BuildFacts build;
    private final BlockActivity activity;

    BlockStatusRules(BuildFacts build, BlockActivity activity) {
        this.build = build;
        this.activity = activity;
    }

    NodeStatus status(BlockRow block) {
        if (block.facts.skipped()) {
            return block.isBranch() ? NodeStatus.NOT_BUILT : NodeStatus.SKIPPED;
        }
        if (!block.facts.executed()) {
            return NodeStatus.NOT_BUILT;
        }
        if (activity.isPaused(block)) {
            return NodeStatus.PAUSED;
        }
        if (build.isBuilding() && block.successorMillis == 0) {
            return block.hasEnded() && block.isBranch() && activity.hasSeveralHeads()
                    ? endedBranch(block)
                    : running(block);
        }
        if (block.successorMillis == 0 && !block.isBranch()) {
            return NodeStatus.finished(build.result().orElseThrow());
        }
        return NodeStatus.finished(
                block.endFacts.error().or(block::worstWarning).orElse(Result.SUCCESS));
    }

    /** A branch that waits for the end of the others. */
    private static NodeStatus endedBranch(BlockRow block) {
        return NodeStatus.finished(
                block.endFacts.error().isPresent()
                        ? Result.FAILURE
                        : block.worstWarning().orElse(Result.SUCCESS));
    }

    private NodeStatus running(BlockRow block) {
        Queue queue = activity.queue(block);
        if (queue == Queue.WAITING) {
            return NodeStatus.QUEUED;
        }
        return queue == Queue.CANCELLED ? NodeStatus.of(State.FINISHED, Result.ABORTED) : NodeStatus.RUNNING;
    }

    NodeTiming timing(BlockRow block) {
        if (block.facts.skipped() && block.successorMillis == 0 || !block.facts.executed()) {
            return NodeTiming.NONE;
        }
        return NodeTiming.between(block.startMillis, endMillis(block));
    }

    private long endMillis(BlockRow block) {
        if (block.isBranch() && block.hasEnded()) {
            return block.endMillis;
        }
        return block.successorMillis != 0 ? block.successorMillis : build.nowMillis();
    }
}
