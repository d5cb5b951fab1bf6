package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Kind;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stages and steps of one build. Nodes are added in the order of their ids, each with constant work. Not
 * thread-safe.
 *
 * <p>Jenkins adds facts to a node after the build has reached it. The nodes whose facts may still change are those of
 * {@link #openNodes()}; call {@link #update} for them before the table is read, and just before a node is added for its
 * parents and, if it is the end of a block, for the start of that block.
 */
public final class StageTable {
    /** Of a build with more steps, only the first ones keep their description: it would need too much memory. */
    private static final int MAX_DESCRIPTIONS = 5_000;

    /** More steps than this are counted and not kept; the stages of the build are kept. A step needs 60 bytes. */
    static final int MAX_STEPS = 500_000;

    private static final int MAX_DESCRIPTION_LENGTH = 1_024;

    /**
     * A node that the build has reached, and no node after it.
     *
     * @param block the stage or branch in which the node is
     * @param step the step, or the last step of the block that ends; null if there is none
     */
    record Head(GraphNode node, BlockRow block, StepRow step, FlowNodeActions facts) {}

    private final Map<Integer, Head> heads = new LinkedHashMap<>();
    /** From the start of each open block to the stage or branch that contains what is in the block. */
    private final Map<Integer, BlockRow> open = new HashMap<>();
    /** From the start of each open step {@code node} to the agent that runs what comes after it. */
    private final Map<Integer, Optional<String>> agentsOutside = new HashMap<>();
    /** Open stages and branches, and ended stages that no node follows. */
    private final Map<Integer, BlockRow> changing = new LinkedHashMap<>();
    /** Equal names of steps share one text. */
    private final Map<String, String> names = new HashMap<>();

    private BlockRow root;
    private int stepCount;
    private int lastId;

    /** Adds a node that the build has just reached. Does nothing if the node is known. */
    public void add(GraphNode node) {
        if (node.id() <= lastId) {
            return;
        }
        lastId = node.id();
        BlockRow enclosing = node.kind() == Kind.END ? endBlock(node) : enclosing(node);
        StepRow lastStep = null;
        boolean followsFailure = false;
        for (int parent : node.parents()) {
            Head head = heads.remove(parent);
            if (head != null) {
                leave(head, node);
                lastStep = head.node().kind() == Kind.ATOM ? head.step() : null;
                followsFailure |= head.facts().error().isPresent();
            }
        }
        StepRow step = node.kind() == Kind.END ? lastStep : null;
        if (root == null) {
            root = new BlockRow(node, null);
            enclosing = root;
            open.put(node.id(), root);
        } else if (node.role() == Role.STAGE_MARKER) {
            BlockRow owner = enclosing.role == Role.STAGE_MARKER ? enclosing.parent : enclosing;
            BlockRow marker = new BlockRow(node, owner);
            changing.remove(owner.startMarker(marker));
            changing.put(node.id(), marker);
            enclosing = marker;
        } else if (node.kind() == Kind.START) {
            open.put(node.id(), startBlock(node, enclosing));
        }
        if (node.kind() == Kind.ATOM && node.role() != Role.STAGE_MARKER) {
            step = addStep(node, enclosing, followsFailure);
        }
        heads.put(node.id(), new Head(node, enclosing, step, FlowNodeActions.NONE));
    }

    private BlockRow enclosing(GraphNode node) {
        if (node.parents().isEmpty()) {
            return root;
        }
        int parent = node.parents().get(0);
        BlockRow block = open.get(parent);
        if (block == null) {
            Head head = heads.get(parent);
            block = head == null ? root : head.block();
        }
        return block == null ? null : block.current();
    }

    private BlockRow startBlock(GraphNode node, BlockRow enclosing) {
        if (node.role() == Role.AGENT) {
            agentsOutside.put(node.id(), enclosing.currentAgent);
        }
        if (node.role() != Role.STAGE && node.role() != Role.BRANCH) {
            return enclosing;
        }
        BlockRow block = new BlockRow(node, enclosing);
        enclosing.blocks.add(block);
        changing.put(node.id(), block);
        return block;
    }

    /** @return the stage or branch in which the block was */
    private BlockRow endBlock(GraphNode node) {
        BlockRow block = open.remove(node.blockStart());
        if (block == null) {
            return root;
        }
        if (block.id != node.blockStart()) {
            BlockRow current = block.current();
            Optional<String> agentOutside = agentsOutside.remove(node.blockStart());
            if (agentOutside != null) {
                current.currentAgent = agentOutside;
            }
            return current;
        }
        changing.remove(block.endMarker(node.id(), node.startMillis(), block != root));
        block.endId = node.id();
        block.endMillis = node.startMillis();
        return block.parent == null ? block : block.parent;
    }

    private void leave(Head head, GraphNode next) {
        if (head.node().kind() == Kind.ATOM && head.step() != null) {
            head.step().end(next.startMillis());
            head.step().update(head.facts());
        }
        BlockRow ended =
                changing.remove(head.node().kind() == Kind.END ? head.node().blockStart() : 0);
        if (ended != null) {
            ended.successorMillis = next.startMillis();
        }
    }

    private StepRow addStep(GraphNode node, BlockRow enclosing, boolean followsFailure) {
        stepCount++;
        String description = stepCount > MAX_DESCRIPTIONS ? "" : cut(node.description());
        boolean isKept = stepCount <= MAX_STEPS;
        String name = isKept ? names.computeIfAbsent(node.name(), same -> same) : node.name();
        StepRow step = new StepRow(node, name, description, followsFailure);
        if (isKept) {
            enclosing.steps.add(step);
        }
        return step;
    }

    private static String cut(String description) {
        if (description.length() <= MAX_DESCRIPTION_LENGTH) {
            return description;
        }
        boolean splitsPair = Character.isHighSurrogate(description.charAt(MAX_DESCRIPTION_LENGTH - 1));
        return description.substring(0, splitsPair ? MAX_DESCRIPTION_LENGTH - 1 : MAX_DESCRIPTION_LENGTH);
    }

    /**
     * Records the facts of a node. If they cannot change any more, only a new warning of the start of an open block
     * counts.
     */
    public void update(int id, FlowNodeActions facts) {
        BlockRow stage = changing.get(id);
        if (stage != null) {
            stage.facts = facts;
        }
        Head head = heads.get(id);
        if (head != null) {
            updateHead(head, facts);
        }
        // A step like catchError sets its warning on its start, when its block has ended.
        BlockRow inside = head == null ? open.get(id) : head.block();
        facts.warning().ifPresent(warning -> addWarning(inside, warning));
    }

    private void updateHead(Head head, FlowNodeActions facts) {
        heads.put(head.node().id(), new Head(head.node(), head.block(), head.step(), facts));
        if (head.node().kind() == Kind.END) {
            updateEnd(head, facts);
        } else if (head.step() != null) {
            head.step().update(facts);
        }
        if (head.node().role() == Role.AGENT) {
            head.block().blockage = facts.causeOfBlockage();
            if (facts.agent().isPresent()) {
                head.block().agent = facts.agent();
                head.block().currentAgent = facts.agent();
            }
        }
    }

    private void updateEnd(Head end, FlowNodeActions facts) {
        BlockRow block = changing.get(end.node().blockStart());
        if (block != null) {
            block.endFacts = facts;
            facts.warning().ifPresent(block::addWarning);
        }
        if (end.step() != null && !end.step().followsFailure) {
            facts.error().ifPresent(end.step()::failWithBlock);
        }
    }

    private static void addWarning(BlockRow innermost, Result warning) {
        for (BlockRow block = innermost; block != null; block = block.parent) {
            block.addWarning(warning);
        }
    }

    /** The nodes whose facts may still change: those that the build has just reached, and open stages. */
    public Set<Integer> openNodes() {
        Set<Integer> ids = new LinkedHashSet<>(heads.keySet());
        ids.addAll(changing.keySet());
        return ids;
    }

    /** Whether the facts of the node may still change. */
    public boolean isOpen(int id) {
        return heads.containsKey(id) || changing.containsKey(id);
    }

    /** The highest id of the nodes that were added; 0 if there is none. */
    public int lastId() {
        return lastId;
    }

    public int stepCount() {
        return stepCount;
    }

    Optional<BlockRow> root() {
        return Optional.ofNullable(root);
    }

    /** Whether a branch has ended here, and waits for the other branches. */
    boolean isEndOfBranch(Head head) {
        BlockRow ended =
                head.node().kind() == Kind.END ? changing.get(head.node().blockStart()) : null;
        return ended != null && ended.isBranch();
    }

    Collection<Head> heads() {
        return heads.values();
    }
}
