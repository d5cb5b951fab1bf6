package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.WorkspaceAction;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;

/** Recognizes the nodes of a build's graph at which the build begins or ends to wait. */
public final class WaitingSteps {
    /** The step of the plugin lockable-resources. It has no item in the queue, and its execution tells no status. */
    private static final String LOCK = "lock";

    private WaitingSteps() {}

    /** Whether the node is the step {@code lock}, or the start of what it protects. */
    public static boolean isLock(FlowNode node) {
        return node instanceof BlockStartNode
                && node instanceof StepNode step
                && step.getDescriptor() != null
                && LOCK.equals(step.getDescriptor().getFunctionName());
    }

    /** Whether the node is the start of the block of a step, so the step waits no more. */
    public static boolean isBody(FlowNode node) {
        return node.getPersistentAction(BodyInvocationAction.class) != null;
    }

    /** Whether the node is the start or the end of a step that holds other steps, or of the build. */
    public static boolean isBlock(FlowNode node) {
        return node instanceof BlockStartNode || node instanceof BlockEndNode<?>;
    }

    /** Whether the node is inside the block of a step {@code node} that has its agent. */
    static boolean hasAgent(FlowNode node) {
        return node.getEnclosingBlocks().stream()
                .anyMatch(block -> block.getPersistentAction(WorkspaceAction.class) != null);
    }

    /** Whether the node is the end of a branch of {@code parallel}, which does nothing until the others end, too. */
    public static boolean isEndOfBranch(FlowNode node) {
        return node instanceof BlockEndNode<?> end
                && end.getStartNode().getPersistentAction(ThreadNameAction.class) != null;
    }
}
