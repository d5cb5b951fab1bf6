package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph.DeclarativeStageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Reads why a build without an error did not succeed: a step has warned, such as {@code unstable}, {@code warnError},
 * {@code catchError} or {@code junit}.
 */
public final class StepWarningReader {
    /** Each node may have to be read from the disk. The steps at the end are read first. */
    private static final int MAX_NODES = 5_000;

    private StepWarningReader() {}

    /**
     * Returns the first warning that has the result of the build, with its stage and step, and the number of others.
     *
     * @return empty if no step has warned
     */
    public static Optional<String> find(WorkflowRun build, FlowExecution execution) {
        List<FlowNode> warnings = new ArrayList<>();
        DepthFirstScanner nodes = new DepthFirstScanner();
        if (nodes.setup(execution.getCurrentHeads())) {
            int read = 0;
            for (FlowNode node : nodes) {
                if (isReason(node, build)) {
                    warnings.add(node);
                }
                if (++read >= MAX_NODES) {
                    break;
                }
            }
        }
        if (warnings.isEmpty()) {
            return Optional.empty();
        }
        FlowNode first = warnings.get(warnings.size() - 1);
        int others = warnings.size() - 1;
        return Optional.of(StepLocationDescriber.describe(first, DeclarativeStageReader.topLevel(build))
                + message(first)
                + (others == 0 ? "" : " (steps that warned, too: " + others + ")"));
    }

    private static boolean isReason(FlowNode node, WorkflowRun build) {
        WarningAction warning = node.getPersistentAction(WarningAction.class);
        return warning != null
                && !message(node).isEmpty()
                && warning.getResult().equals(build.getResult());
    }

    private static String message(FlowNode node) {
        String message = node.getPersistentAction(WarningAction.class).getMessage();
        return message == null ? "" : message.strip();
    }
}
