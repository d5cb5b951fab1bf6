package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;

import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.queue.CauseOfBlockage;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions.Section;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.NotExecutedNodeAction;
import org.jenkinsci.plugins.workflow.actions.QueueItemAction;
import org.jenkinsci.plugins.workflow.actions.QueueItemAction.QueueState;
import org.jenkinsci.plugins.workflow.actions.TagsAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.actions.WorkspaceAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Reads what Jenkins has added to a node. Takes no lock of the queue. */
final class FlowNodeActionReader {
    /** Tags of pipeline-model-definition, in {@code SyntheticStage} and {@code StageStatus}. */
    private static final String SYNTHETIC_STAGE = "SYNTHETIC_STAGE";

    private static final String STAGE_STATUS = "STAGE_STATUS";
    private static final String SKIPPED = "SKIPPED_FOR_";
    private static final String SKIPPED_FOR_RESTART = "SKIPPED_FOR_RESTART";

    private FlowNodeActionReader() {}

    /** @param questions the questions that the build asks now, by the ids of the nodes of their steps */
    static FlowNodeActions read(FlowNode node, Map<String, InputQuestion> questions) {
        String stageStatus = TagsAction.getTagValue(node, STAGE_STATUS);
        boolean isRestartSkipped = SKIPPED_FOR_RESTART.equals(stageStatus);
        Queue.Item item = QueueItemAction.getQueueItem(node);
        return new FlowNodeActions(
                error(node),
                Optional.ofNullable(node.getPersistentAction(WarningAction.class))
                        .map(warning -> result(warning.getResult())),
                NotExecutedNodeAction.isExecuted(node) && !isRestartSkipped,
                section(TagsAction.getTagValue(node, SYNTHETIC_STAGE)),
                stageStatus != null && stageStatus.startsWith(SKIPPED) && !isRestartSkipped,
                queue(node),
                isWaiting(item) ? Optional.of(cause(item)) : Optional.empty(),
                Optional.ofNullable(node.getPersistentAction(WorkspaceAction.class))
                        .map(FlowNodeActionReader::agent),
                Optional.ofNullable(questions.get(node.getId())));
    }

    private static Optional<FlowNodeStatus.Result> error(FlowNode node) {
        ErrorAction error = node.getError();
        if (error == null) {
            return Optional.empty();
        }
        return Optional.of(
                error.getError() instanceof FlowInterruptedException interruption
                        ? result(interruption.getResult())
                        : FlowNodeStatus.Result.FAILURE);
    }

    static FlowNodeStatus.Result result(Result result) {
        return result == null ? FlowNodeStatus.Result.FAILURE : FlowNodeStatus.Result.valueOf(result.toString());
    }

    private static Section section(String tag) {
        if (tag == null) {
            return Section.STAGES;
        }
        return Section.PRE.name().equals(tag) ? Section.PRE : Section.POST;
    }

    private static FlowNodeActions.Queue queue(FlowNode node) {
        if (node.getPersistentAction(QueueItemAction.class) == null) {
            return FlowNodeActions.Queue.OUTSIDE;
        }
        QueueState state = QueueItemAction.getNodeState(node);
        if (state == QueueState.QUEUED) {
            return FlowNodeActions.Queue.WAITING;
        }
        return state == QueueState.CANCELLED ? FlowNodeActions.Queue.CANCELLED : FlowNodeActions.Queue.OUTSIDE;
    }

    private static boolean isWaiting(Queue.Item item) {
        return item != null && !(item instanceof Queue.LeftItem);
    }

    private static String cause(Queue.Item item) {
        CauseOfBlockage cause = item.getCauseOfBlockage();
        return cause == null || cause.getShortDescription() == null
                ? "waits for an agent"
                : cause.getShortDescription();
    }

    /** The name of the built-in node is empty. */
    private static String agent(WorkspaceAction workspace) {
        return workspace.getNode().isEmpty() ? "built-in" : workspace.getNode();
    }
}
