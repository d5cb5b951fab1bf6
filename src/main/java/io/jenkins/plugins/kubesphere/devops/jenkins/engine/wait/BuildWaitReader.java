package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent.AgentPodTroubleTracker;
import java.time.Clock;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.QueueItemAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads whether a build that has started runs, and what it waits for otherwise. Takes no lock of the queue. */
public final class BuildWaitReader {
    /** A shorter wait is not told: most builds get an agent at once, and each change of a status is a request. */
    public static final long MIN_WAIT_MILLIS = 1_000;

    /**
     * A shorter step outside of an agent does not count. Many builds only print something, or read a file, before they
     * ask for their agent.
     */
    public static final long MIN_STEP_MILLIS = 250;

    private final Clock clock;

    public BuildWaitReader(Clock clock) {
        this.clock = clock;
    }

    /** Returns what the build does, such as {@code waits for an agent: ‘Jenkins’ doesn’t have label ‘maven’}. */
    public BuildWaitState read(WorkflowRun build) {
        FlowExecution execution = build.getExecution();
        if (execution == null) {
            return BuildWaitState.UNDECIDED;
        }
        long now = clock.millis();
        List<FlowHeadActivity> branches = execution.getCurrentHeads().stream()
                .filter(head -> !WaitingSteps.isEndOfBranch(head))
                .map(head -> read(head, build, now))
                .toList();
        return BuildWaitState.of(branches, now);
    }

    private static FlowHeadActivity read(FlowNode head, WorkflowRun build, long now) {
        if (WaitingSteps.isLock(head) && !WaitingSteps.isBody(head)) {
            return FlowHeadActivity.waits(TimingAction.getStartTime(head), describeLock(head, build));
        }
        Queue.Item item = QueueItemAction.getQueueItem(head);
        if (item != null) {
            return item instanceof Queue.LeftItem ? FlowHeadActivity.runs() : waitForAgent(item, build);
        }
        boolean runs = WaitingSteps.hasAgent(head)
                || !WaitingSteps.isBlock(head) && hasLasted(TimingAction.getStartTime(head), now, MIN_STEP_MILLIS);
        return runs ? FlowHeadActivity.runs() : FlowHeadActivity.betweenSteps();
    }

    /**
     * Whether that much time has passed. A begin in the future is from before somebody has set the clock back; how long
     * ago it was is not known, and it will not be known for hours, so it counts as long enough.
     */
    static boolean hasLasted(long since, long now, long millis) {
        return since > now || now - since >= millis;
    }

    private static FlowHeadActivity waitForAgent(Queue.Item item, WorkflowRun build) {
        Label label = item.getAssignedLabel();
        return AgentPodTroubleTracker.get()
                .find(build.getUrl(), names -> label != null && label.matches(names::contains))
                .map(pod -> FlowHeadActivity.waitsForAgent(
                        item.getInQueueSince(), "waits for an agent: " + pod.text(), pod.kind()))
                .orElseGet(() -> FlowHeadActivity.waits(item.getInQueueSince(), describeAgent(item)));
    }

    private static String describeAgent(Queue.Item item) {
        CauseOfBlockage cause = item.getCauseOfBlockage();
        return "waits for an agent" + (cause == null ? "" : ": " + cause.getShortDescription());
    }

    private static String describeLock(FlowNode lock, WorkflowRun build) {
        LockRequest request = LockHolderReader.readRequest(lock);
        return "waits for " + request
                + LockHolderDescriber.describe(
                        LockHolderReader.read(request), build.getParent().getFullName());
    }
}
