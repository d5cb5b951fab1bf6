package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;

import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Kind;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.StageAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;

/** Creates the values of nodes as the build reaches them. Takes no lock, and asks only for what the node itself has. */
final class GraphNodeFactory {
    private static final String STAGE = "stage";
    private static final String NODE = "node";

    private GraphNodeFactory() {}

    static GraphNode create(FlowNode node) {
        Kind kind = kind(node);
        Role role = role(node, kind);
        return new GraphNode(
                id(node),
                node.getParentIds().stream().map(Integer::valueOf).toList(),
                kind,
                node instanceof BlockEndNode<?> end ? id(end.getStartNode()) : 0,
                role,
                name(node, role),
                kind == Kind.ATOM ? description(node) : "",
                TimingAction.getStartTime(node));
    }

    /** Jenkins counts the nodes of a build. */
    static int id(FlowNode node) {
        return Integer.parseInt(node.getId());
    }

    private static Kind kind(FlowNode node) {
        if (node instanceof BlockStartNode) {
            return Kind.START;
        }
        return node instanceof BlockEndNode ? Kind.END : Kind.ATOM;
    }

    private static Role role(FlowNode node, Kind kind) {
        if (kind == Kind.END) {
            return Role.OTHER;
        }
        if (kind == Kind.ATOM) {
            return node.getPersistentAction(StageAction.class) == null ? Role.OTHER : Role.STAGE_MARKER;
        }
        if (node.getPersistentAction(ThreadNameAction.class) != null) {
            return Role.BRANCH;
        }
        String function = functionName(node);
        if (STAGE.equals(function) && node.getPersistentAction(LabelAction.class) != null) {
            return Role.STAGE;
        }
        boolean isBody = node.getPersistentAction(BodyInvocationAction.class) != null;
        return NODE.equals(function) && !isBody ? Role.AGENT : Role.OTHER;
    }

    static String functionName(FlowNode node) {
        return node instanceof StepNode step && step.getDescriptor() != null
                ? step.getDescriptor().getFunctionName()
                : "";
    }

    private static String name(FlowNode node, Role role) {
        if (role == Role.BRANCH) {
            return Objects.requireNonNullElse(
                    node.getPersistentAction(ThreadNameAction.class).getThreadName(), "");
        }
        if (role == Role.STAGE_MARKER) {
            return Objects.requireNonNullElse(
                    node.getPersistentAction(StageAction.class).getStageName(), "");
        }
        return Objects.requireNonNullElse(node.getDisplayName(), "");
    }

    private static String description(FlowNode node) {
        return Objects.requireNonNullElse(ArgumentsAction.getStepArgumentsAsString(node), "");
    }
}
