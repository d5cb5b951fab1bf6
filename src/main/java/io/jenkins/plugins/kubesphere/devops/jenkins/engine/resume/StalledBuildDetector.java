package io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Finds out whether a build waits for something that can never happen. There are three such states. A {@code node} step
 * waits for an executor, but is in no queue: the queue was saved before the step was added to it. A step runs in the
 * program of the build, but has ended in its record: Jenkins saves the two at different times. Or only steps with a
 * block run, no step in their blocks, and the program does nothing. A step that waits for a person, a time, a lock, an
 * agent or a process is not such a state.
 */
final class StalledBuildDetector {
    private static final int TIMEOUT_SECONDS = 1;

    /** The words of the {@code node} step. Its plugin has no other way to ask for this state. */
    private static final String LOST_NODE_STEP = "neither running nor scheduled";

    private StalledBuildDetector() {}

    /**
     * Describes what the build waits for in vain. The state may last only for a moment, so the caller must see the same
     * result several times.
     *
     * @return empty if the build runs, has ended, or waits for something that can happen
     */
    static Optional<String> detect(WorkflowRun build) throws InterruptedException {
        FlowExecution execution = build.getExecution();
        if (execution == null || !build.isLogUpdated() || isPaused(execution)) {
            return Optional.empty();
        }
        try {
            List<StepExecution> steps = execution.getCurrentExecutions(true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            for (StepExecution step : steps) {
                Optional<String> state = describeIfStalled(step);
                if (state.isPresent()) {
                    return state;
                }
            }
            return hasLeafStep(execution, steps)
                    ? Optional.empty()
                    : Optional.of(Messages.StalledBuildDetector_NoStep(describeHeads(execution)));
        } catch (TimeoutException | ExecutionException e) {
            // The program computes, or is not loaded yet because it waits for an agent.
            return Optional.empty();
        }
    }

    /** A person may have paused the build. Before a shutdown, Jenkins pauses all builds. */
    private static boolean isPaused(FlowExecution execution) {
        return Jenkins.get().isQuietingDown() || execution instanceof CpsFlowExecution program && program.isPaused();
    }

    private static Optional<String> describeIfStalled(StepExecution step) throws InterruptedException {
        String status = step.getStatusBounded(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (status != null && status.contains(LOST_NODE_STEP)) {
            return Optional.of(Messages.StalledBuildDetector_LostNodeStep());
        }
        try {
            FlowNode node = step.getContext().get(FlowNode.class);
            return node == null || node.isActive()
                    ? Optional.empty()
                    : Optional.of(Messages.StalledBuildDetector_EndedStep(describe(node)));
        } catch (IOException e) {
            // The record of the step cannot be read. This says nothing about the step.
            return Optional.empty();
        }
    }

    /**
     * Whether a step runs that has no block, or whose block has not started. When the block of a step starts, its start
     * node is no longer a head of the build.
     */
    private static boolean hasLeafStep(FlowExecution execution, List<StepExecution> steps) throws InterruptedException {
        Set<String> heads =
                execution.getCurrentHeads().stream().map(FlowNode::getId).collect(Collectors.toSet());
        for (StepExecution step : steps) {
            try {
                FlowNode node = step.getContext().get(FlowNode.class);
                if (node == null || heads.contains(node.getId())) {
                    return true;
                }
            } catch (IOException e) {
                // The record of the step cannot be read. This says nothing about the step.
                return true;
            }
        }
        return false;
    }

    private static String describeHeads(FlowExecution execution) {
        return execution.getCurrentHeads().stream()
                .map(StalledBuildDetector::describe)
                .collect(Collectors.joining(", "));
    }

    private static String describe(FlowNode node) {
        return node.getDisplayFunctionName() + " (" + node.getId() + ")";
    }
}
