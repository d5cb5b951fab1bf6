package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * Finds out whether an interruption of a build has ended a step. Jenkins interrupts only steps that run. If the build is
 * between two steps, or in one that ends at this moment, it goes on as if nothing had happened.
 */
final class InterruptionVerifier {
    /** A build that has come farther without an error was not interrupted. */
    private static final int MAX_NODES = 200;

    private final FlowExecution execution;
    private final Set<String> interrupted = new HashSet<>();

    /** What is known of the interruption. */
    enum Outcome {
        /** The step that ran then still runs: it has not seen the interruption, or takes its time. */
        UNKNOWN,
        /** A step has ended with an error since. */
        EFFECTIVE,
        /** The build has gone on without an error. */
        LOST
    }

    /** Remembers the steps that run now; to be called directly before the interruption. */
    InterruptionVerifier(FlowExecution execution) {
        this.execution = execution;
        execution.getCurrentHeads().forEach(head -> interrupted.add(head.getId()));
    }

    /** One branch that has seen the interruption is enough: its error ends the others. */
    Outcome verify() {
        List<FlowNode> heads = execution.getCurrentHeads();
        if (heads.stream().anyMatch(this::hasErrorSince)) {
            return Outcome.EFFECTIVE;
        }
        return heads.stream().anyMatch(head -> interrupted.contains(head.getId())) ? Outcome.UNKNOWN : Outcome.LOST;
    }

    /** Looks from a step back to one that was interrupted. */
    private boolean hasErrorSince(FlowNode head) {
        Deque<FlowNode> unseen = new ArrayDeque<>(List.of(head));
        Set<String> seen = new HashSet<>();
        while (!unseen.isEmpty() && seen.size() < MAX_NODES) {
            FlowNode node = unseen.remove();
            if (!seen.add(node.getId())) {
                continue;
            }
            if (node.getError() != null) {
                return true;
            }
            if (!interrupted.contains(node.getId())) {
                unseen.addAll(node.getParents());
            }
        }
        return false;
    }
}
