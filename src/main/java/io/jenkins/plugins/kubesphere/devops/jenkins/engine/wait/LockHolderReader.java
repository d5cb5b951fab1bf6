package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.LockHolderDescriber.Holder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Finds the builds of Pipelines that hold a lock: those that are inside the block of a step {@code lock}. */
final class LockHolderReader {
    private static final Logger LOGGER = Logger.getLogger(LockHolderReader.class.getName());

    private LockHolderReader() {}

    static List<Holder> read(LockRequest request) {
        return StreamSupport.stream(FlowExecutionList.get().spliterator(), false)
                .filter(execution -> holds(execution, request))
                .flatMap(LockHolderReader::holder)
                .toList();
    }

    static LockRequest readRequest(FlowNode lock) {
        return LockRequest.of(ArgumentsAction.getFilteredArguments(lock));
    }

    private static boolean holds(FlowExecution execution, LockRequest request) {
        try {
            return execution.getCurrentHeads().stream().anyMatch(head -> isInsideLock(head, request));
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "The locks of " + execution + " cannot be read; this build is left out");
            return false;
        }
    }

    private static boolean isInsideLock(FlowNode head, LockRequest request) {
        List<FlowNode> blocks = new ArrayList<>(head.getEnclosingBlocks());
        if (head instanceof BlockStartNode) {
            blocks.add(0, head);
        }
        // The start of a block has no arguments; the start of its step, which encloses it, has.
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (WaitingSteps.isLock(blocks.get(i))
                    && WaitingSteps.isBody(blocks.get(i))
                    && readRequest(blocks.get(i + 1)).mayConflictWith(request)) {
                return true;
            }
        }
        return false;
    }

    private static Stream<Holder> holder(FlowExecution execution) {
        try {
            return execution.getOwner().getExecutable() instanceof WorkflowRun build
                    ? Stream.of(new Holder(build.getParent().getFullName(), build.getNumber()))
                    : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
