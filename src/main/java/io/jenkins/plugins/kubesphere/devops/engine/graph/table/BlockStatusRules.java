package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.State;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeTiming;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions.Queue;

/** Decides status and times of a stage or branch, as Blue Ocean and pipeline-graph-analysis do. */
final class BlockStatusRules {
    private final RunGraphContext build;
    private final BlockActivity activity;

    BlockStatusRules(RunGraphContext build, BlockActivity activity) {
        this.build = build;
        this.activity = activity;
    }

    FlowNodeStatus status(BlockRow block) {
        if (block.facts.skipped()) {
            return block.isBranch() ? FlowNodeStatus.NOT_BUILT : FlowNodeStatus.SKIPPED;
        }
        if (!block.facts.executed()) {
            return FlowNodeStatus.NOT_BUILT;
        }
        if (activity.isPaused(block)) {
            return FlowNodeStatus.PAUSED;
        }
        if (build.isBuilding() && block.successorMillis == 0) {
            return block.hasEnded() && block.isBranch() && activity.hasSeveralHeads()
                    ? endedBranch(block)
                    : running(block);
        }
        // A build that is killed does not end its blocks.
        if (block.successorMillis == 0 && !(block.isBranch() && block.hasEnded())) {
            return FlowNodeStatus.finished(build.result().orElseThrow());
        }
        return FlowNodeStatus.finished(block.error().or(block::worstWarning).orElse(Result.SUCCESS));
    }

    /** A branch that waits for the end of the others. */
    private static FlowNodeStatus endedBranch(BlockRow block) {
        return FlowNodeStatus.finished(
                block.error().isPresent()
                        ? Result.FAILURE
                        : block.worstWarning().orElse(Result.SUCCESS));
    }

    private FlowNodeStatus running(BlockRow block) {
        Queue queue = activity.queue(block);
        if (queue == Queue.WAITING) {
            return FlowNodeStatus.QUEUED;
        }
        return queue == Queue.CANCELLED ? FlowNodeStatus.of(State.FINISHED, Result.ABORTED) : FlowNodeStatus.RUNNING;
    }

    FlowNodeTiming timing(BlockRow block) {
        if (block.facts.skipped() && block.successorMillis == 0 || !block.facts.executed()) {
            return FlowNodeTiming.NONE;
        }
        return FlowNodeTiming.between(block.startMillis, endMillis(block));
    }

    private long endMillis(BlockRow block) {
        if (block.isBranch() && block.hasEnded()) {
            return block.endMillis;
        }
        return block.successorMillis != 0 ? block.successorMillis : build.nowMillis();
    }
}
