package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.actions.QueueItemAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads what a build that has started waits for. Takes no lock of the queue. */
public final class BuildWaitReader {
    /** A shorter wait is not told: most builds get an agent at once, and each change of a status is a request. */
    public static final long MIN_WAIT_MILLIS = 1_000;

    private final Clock clock;

    public BuildWaitReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns what the build waits for, such as {@code waits for an agent: ‘Jenkins’ doesn’t have label ‘maven’}.
     *
     * @return empty if a step of the build runs, or if the build has waited for less than {@value #MIN_WAIT_MILLIS}
     *     milliseconds
     */
    public Optional<String> describe(WorkflowRun build) {
        FlowExecution execution = build.getExecution();
        if (execution == null) {
            return Optional.empty();
        }
        List<Optional<String>> waits = execution.getCurrentHeads().stream()
                .filter(head -> !WaitingSteps.isEndOfBranch(head))
                .map(this::describe)
                .toList();
        if (waits.isEmpty() || waits.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        int others = waits.size() - 1;
        return waits.get(0)
                .map(wait -> others == 0 ? wait : wait + " (branches of the build that wait, too: " + others + ")");
    }

    private Optional<String> describe(FlowNode head) {
        if (WaitingSteps.isLock(head) && !WaitingSteps.isBody(head)) {
            return isLongEnough(TimingAction.getStartTime(head)) ? Optional.of(describeLock(head)) : Optional.empty();
        }
        Queue.Item item = QueueItemAction.getQueueItem(head);
        if (item == null || item instanceof Queue.LeftItem || !isLongEnough(item.getInQueueSince())) {
            return Optional.empty();
        }
        CauseOfBlockage cause = item.getCauseOfBlockage();
        return Optional.of("waits for an agent" + (cause == null ? "" : ": " + cause.getShortDescription()));
    }

    private static String describeLock(FlowNode lock) {
        String resource = ArgumentsAction.getStepArgumentsAsString(lock);
        return "waits for the lock" + (resource == null ? " of its step lock" : " \"" + resource + "\"");
    }

    private boolean isLongEnough(long since) {
        return clock.millis() - since >= MIN_WAIT_MILLIS;
    }
}
