package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.State;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeTiming;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which blocks are listed, in which order, and what comes after what, as Blue Ocean does. */
final class StageListBuilder {
    private static final String SYNTHETIC_NAME = "Parallel";

    private final RunGraphContext build;
    private final BlockStatusRules rules;
    private final List<StageListEntry> listed = new ArrayList<>();
    /** Blue Ocean lists the stages inside of branches after all others. */
    private final List<StageListEntry> insideBranches = new ArrayList<>();

    /** An inner stage may have the name of a stage that has not started. */
    private final Set<String> startedTopLevel = new HashSet<>();

    /** The stages that have the branches of a parallel. */
    private final Set<StageListEntry> withBranches = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<BlockRow, StageListEntry> nodes = new IdentityHashMap<>();

    /** The last element, to which the next one belongs; empty after a {@code parallel}. */
    private List<StageListEntry> previous = List.of();

    /** The last elements of the branches before the next element. */
    private List<StageListEntry> previousBranches = List.of();

    StageListBuilder(RunGraphContext build, BlockStatusRules rules) {
        this.build = build;
        this.rules = rules;
    }

    /** Returns all elements of the list. Call this once. */
    List<StageListEntry> build(BlockRow root) {
        arrangeInside(root, null);
        arrangePlanned();
        listed.addAll(insideBranches);
        return listed;
    }

    /** @param stage the element of the container, or of the stage around it; null if there is none */
    private void arrangeInside(BlockRow container, StageListEntry stage) {
        for (int i = 0; i < container.blocks.size(); i++) {
            BlockRow block = container.blocks.get(i);
            if (block.isBranch()) {
                List<BlockRow> branches = branchesFrom(container.blocks, i);
                // Each later parallel in the same stage gets a stage of its own, as in Blue Ocean.
                boolean isFirst = stage != null && withBranches.add(stage);
                arrangeBranches(branches, isFirst ? stage : null);
                i += branches.size() - 1;
            } else if (!block.isAddedByJenkins()) {
                arrangeStage(block, stage);
            }
        }
    }

    private void arrangeStage(BlockRow block, StageListEntry outer) {
        if (outer != null && !build.declarative()) {
            arrangeInside(block, outer);
            return;
        }
        StageListEntry stage = node(block, Stage.Type.STAGE);
        link(stage);
        listed.add(stage);
        if (outer == null) {
            startedTopLevel.add(block.name);
        }
        arrangeInside(block, stage);
    }

    private static List<BlockRow> branchesFrom(List<BlockRow> blocks, int from) {
        int fork = blocks.get(from).forkId;
        return blocks.stream()
                .skip(from)
                .takeWhile(block -> block.isBranch() && block.forkId == fork)
                .toList();
    }

    private void arrangeBranches(List<BlockRow> blocks, StageListEntry owner) {
        List<BlockRow> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparing(block -> block.name));
        List<StageListEntry> branches = new ArrayList<>();
        for (BlockRow block : sorted) {
            branches.add(node(block, Stage.Type.PARALLEL));
        }
        StageListEntry parent = owner;
        if (owner == null) {
            parent = stageOfParallel(branches);
            link(parent);
            listed.add(parent);
        }
        Map<StageListEntry, StageListEntry> ends = new IdentityHashMap<>();
        // In the order in which the branches started.
        blocks.forEach(block -> ends.put(nodes.get(block), chainInnerStages(nodes.get(block))));
        boolean isSkipped = parent.status.is(State.SKIPPED);
        for (StageListEntry branch : branches) {
            listed.add(branch);
            if (!isSkipped) {
                parent.addChild(branch);
            }
        }
        previous = isSkipped ? List.of(parent) : List.of();
        previousBranches = branches.stream().map(ends::get).toList();
    }

    /** @return the last element of the branch */
    private StageListEntry chainInnerStages(StageListEntry branch) {
        List<BlockRow> inner = new ArrayList<>();
        collectStages(branch.block.orElseThrow(), inner);
        if (inner.size() < 2) {
            return branch;
        }
        StageListEntry last = branch;
        for (BlockRow block : inner) {
            boolean isWrapper = build.declarative() && block == inner.get(0);
            if (isWrapper && block.name.equals(branch.name)) {
                continue;
            }
            StageListEntry stage = node(block, Stage.Type.STAGE);
            insideBranches.add(stage);
            if (isWrapper) {
                branch.addChild(stage);
            } else {
                last.addChild(stage);
                last = stage;
            }
        }
        return last;
    }

    private static void collectStages(BlockRow container, List<BlockRow> found) {
        for (BlockRow block : container.blocks) {
            if (block.isStage() && !block.isAddedByJenkins()) {
                found.add(block);
            }
            collectStages(block, found);
        }
    }

    private void arrangePlanned() {
        int number = 0;
        for (String name : build.topLevelStages()) {
            number++;
            if (!startedTopLevel.contains(name)) {
                StageListEntry planned = new StageListEntry(
                        "planned-" + number,
                        Stage.Type.STAGE,
                        name,
                        FlowNodeStatus.PLANNED,
                        FlowNodeTiming.NONE,
                        Optional.empty());
                link(planned);
                listed.add(planned);
            }
        }
    }

    private void link(StageListEntry next) {
        previous.forEach(before -> before.addChild(next));
        previousBranches.forEach(before -> before.addEdge(next));
        previous = List.of(next);
        previousBranches = List.of();
    }

    private StageListEntry node(BlockRow block, Stage.Type type) {
        StageListEntry node = new StageListEntry(
                Integer.toString(block.id),
                type,
                block.name,
                rules.status(block),
                rules.timing(block),
                Optional.of(block));
        nodes.put(block, node);
        return node;
    }

    /** The stage that stands for a {@code parallel} that is in no stage of its own. Its result is that of Blue Ocean. */
    private static StageListEntry stageOfParallel(List<StageListEntry> branches) {
        StageListEntry first = branches.get(0);
        boolean paused = branches.stream().anyMatch(branch -> branch.status.is(State.PAUSED));
        boolean finished = branches.stream().allMatch(branch -> branch.status.is(State.FINISHED));
        boolean failed = branches.stream().anyMatch(branch -> branch.status.is(Result.FAILURE));
        boolean unknown = branches.stream().anyMatch(branch -> branch.status.is(Result.UNKNOWN));
        State state = finished ? State.FINISHED : paused ? State.PAUSED : State.RUNNING;
        Result result = failed ? Result.FAILURE : unknown ? Result.UNKNOWN : Result.SUCCESS;
        return new StageListEntry(
                first.id + "-parallel-synthetic",
                Stage.Type.STAGE,
                SYNTHETIC_NAME,
                FlowNodeStatus.of(state, result),
                first.timing,
                Optional.empty());
    }
}
