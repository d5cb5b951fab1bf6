package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;

import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads all nodes of a build: those before a restart of Jenkins, and those of a build that has ended. */
final class FlowNodeScanner {
    /** Jenkins loads all nodes of the build into memory. */
    private static final Semaphore PERMITS = new Semaphore(2);

    private static final int WAIT_SECONDS = 4;

    private FlowNodeScanner() {}

    static List<FlowNode> scan(FlowExecution execution) {
        DepthFirstScanner scanner = new DepthFirstScanner();
        List<FlowNode> nodes = new ArrayList<>();
        if (scanner.setup(execution.getCurrentHeads())) {
            scanner.iterator().forEachRemaining(nodes::add);
        }
        return nodes;
    }

    /** @return empty if the build has no graph, or if other graphs are being read for some seconds */
    static Optional<RunGraph> read(WorkflowRun build) {
        FlowExecution execution = build.getExecution();
        if (execution == null || !acquirePermit()) {
            return Optional.empty();
        }
        try {
            RunGraphTracker tracker = new RunGraphTracker(build, false, ignored -> {});
            tracker.addEarlier(() -> scan(execution));
            return tracker.read();
        } finally {
            PERMITS.release();
        }
    }

    private static boolean acquirePermit() {
        try {
            return PERMITS.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
