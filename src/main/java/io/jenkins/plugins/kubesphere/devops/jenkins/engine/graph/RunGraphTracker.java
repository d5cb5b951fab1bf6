package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;

import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.CurrentStageReader;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.RunGraphReader;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.StageTable;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.input.BuildInputProvider;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Follows the flow graph of one build. Jenkins calls it for each node, on the thread that runs the Jenkinsfile; there
 * it only queues the node. Everything else is done by the threads of {@link RunGraphRegistry}, or by the thread that
 * reads the graph.
 */
final class RunGraphTracker implements GraphListener.Synchronous {
    private static final Logger LOGGER = Logger.getLogger(RunGraphTracker.class.getName());

    private final WorkflowRun build;
    /** Called, from any thread, when nodes wait and no call for them is pending. */
    private final Consumer<RunGraphTracker> onNodes;

    private final Queue<FlowNode> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean announced = new AtomicBoolean();

    /** Guarded by this, as all fields below. */
    private final StageTable table = new StageTable();

    /** Nodes whose facts may still change. Jenkins keeps them while the build runs. */
    private final Map<Integer, FlowNode> openNodes = new HashMap<>();

    /** Whether all nodes before the queued ones were added. */
    private boolean hasEarlierNodes;

    /** Whether a node could not be added. Then the table is not what the build did. */
    private boolean isBroken;

    /**
     * @param isNew true if the build has no nodes yet; false if {@link #addEarlier} adds those that it has
     */
    RunGraphTracker(WorkflowRun build, boolean isNew, Consumer<RunGraphTracker> onNodes) {
        this.build = build;
        this.hasEarlierNodes = isNew;
        this.onNodes = onNodes;
    }

    WorkflowRun build() {
        return build;
    }

    @Override
    public void onNewHead(FlowNode node) {
        arrived.add(node);
        if (announced.compareAndSet(false, true)) {
            onNodes.accept(this);
        }
    }

    /**
     * Adds nodes that the build reached before this object listened.
     *
     * @param scan reads them, in any order; not called under a lock
     */
    void addEarlier(Supplier<? extends Collection<FlowNode>> scan) {
        List<? extends FlowNode> nodes;
        try {
            nodes = scan.get().stream()
                    .sorted(Comparator.comparingInt(GraphNodeFactory::id))
                    .toList();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            breakOff("its nodes", e);
            return;
        }
        synchronized (this) {
            nodes.forEach(this::addOrBreak);
            hasEarlierNodes = true;
        }
    }

    /** Adds the nodes that are queued. Does nothing as long as the nodes before them are missing. */
    synchronized void drain() {
        announced.set(false);
        if (hasEarlierNodes) {
            for (FlowNode node = arrived.poll(); node != null; node = arrived.poll()) {
                addOrBreak(node);
            }
        }
    }

    private void addOrBreak(FlowNode node) {
        if (isBroken) {
            return;
        }
        try {
            add(node);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            breakOff("node " + node.getId(), e);
        }
    }

    private synchronized void breakOff(String what, Throwable cause) {
        isBroken = true;
        hasEarlierNodes = true;
        openNodes.clear();
        LOGGER.log(
                Level.WARNING,
                MaskedException.maskUrls(cause),
                () -> build + ": " + what + " could not be read; its stages are read from its records");
    }

    private void add(FlowNode node) {
        GraphNode added = GraphNodeFactory.create(node);
        if (added.id() <= table.lastId()) {
            return;
        }
        // Now Jenkins has added everything to the nodes before it.
        added.parents().forEach(parent -> updateOpen(parent));
        if (node instanceof BlockEndNode<?> end) {
            table.update(added.blockStart(), FlowNodeActionReader.read(end.getStartNode(), Map.of()));
        }
        table.add(added);
        added.parents().forEach(this::forgetIfClosed);
        openNodes.put(added.id(), node);
    }

    private void updateOpen(int id) {
        FlowNode node = openNodes.get(id);
        if (node != null) {
            table.update(id, FlowNodeActionReader.read(node, Map.of()));
        }
    }

    private void forgetIfClosed(int id) {
        if (!table.isOpen(id)) {
            FlowNode left = openNodes.remove(id);
            if (left instanceof BlockEndNode<?> end) {
                openNodes.remove(GraphNodeFactory.id(end.getStartNode()));
            }
        }
    }

    /**
     * Returns the graph as it is now. May block for a minute while Jenkins resumes a build that asks something.
     *
     * @return empty if nodes are missing
     */
    Optional<RunGraph> read() {
        Map<String, InputQuestion> questions = BuildInputProvider.findQuestions(build);
        synchronized (this) {
            drain();
            if (!hasEarlierNodes || isBroken) {
                return Optional.empty();
            }
            // Stages without a block are closed by a node that does not follow them directly.
            openNodes.keySet().removeIf(id -> !table.isOpen(id));
            openNodes.forEach((id, node) -> table.update(id, FlowNodeActionReader.read(node, questions)));
            return Optional.of(RunGraphReader.read(table, RunGraphContextReader.read(build), table.lastId()));
        }
    }

    /**
     * Returns the names of the stages that contain everything that the build does now, the outermost first. Takes only
     * what the build has reached since the last call, and blocks for nothing else.
     *
     * @return empty if nodes are missing, too
     */
    synchronized List<String> currentStages() {
        drain();
        return hasEarlierNodes && !isBroken ? CurrentStageReader.read(table) : List.of();
    }

    /** Whether only a scan of all nodes can say what the build did. */
    synchronized boolean isBroken() {
        return isBroken;
    }
}
