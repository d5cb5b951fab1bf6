package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.State;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeTiming;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Step;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the list of stages with their steps from a table. Not thread-safe, as the table. */
public final class RunGraphReader {
    private final StageTable table;
    private final RunGraphContext build;
    private final BlockActivity activity;
    private final StageListBuilder builder;
    private final Map<StepRow, Step> steps = new IdentityHashMap<>();
    private final Map<BlockRow, List<StepRow>> stepsAfter = new IdentityHashMap<>();

    private RunGraphReader(StageTable table, RunGraphContext build) {
        this.table = table;
        this.build = build;
        this.activity = new BlockActivity(table);
        this.builder = new StageListBuilder(build, new BlockStatusRules(build, activity));
    }

    /** @param version of the graph, {@link RunGraph#version} */
    public static RunGraph read(StageTable table, RunGraphContext build, long version) {
        return new RunGraph(version, new RunGraphReader(table, build).read());
    }

    private List<Stage> read() {
        BlockRow root = table.root().orElse(null);
        if (root == null) {
            return List.of();
        }
        findStepsAfterStages(root);
        List<StageListEntry> nodes = builder.build(root);
        List<StageListEntry> started =
                nodes.stream().filter(node -> node.block.isPresent()).toList();
        Optional<StageListEntry> last = started.stream()
                .filter(node -> !node.status.is(State.SKIPPED))
                .max(Comparator.comparingInt(node -> node.block.orElseThrow().id));
        List<Stage> stages = new ArrayList<>();
        for (StageListEntry node : nodes) {
            List<Step> shown = new ArrayList<>();
            if (!started.isEmpty() && node == started.get(0)) {
                addSection(root, Section.PRE, shown);
            }
            node.block.ifPresent(block -> addSteps(block, shown));
            node.block
                    .map(block -> stepsAfter.getOrDefault(block, List.of()))
                    .ifPresent(rows -> rows.forEach(row -> shown.add(step(row))));
            waitingStep(node).ifPresent(shown::add);
            if (last.filter(found -> found == node).isPresent()) {
                addSection(root, Section.POST, shown);
            }
            stages.add(toStage(node, shown));
        }
        return stages;
    }

    /** Jenkins runs steps before the first stage, and the section {@code post}, in stages of their own. */
    private void addSection(BlockRow container, Section section, List<Step> shown) {
        for (BlockRow block : container.blocks) {
            if (block.facts.section() == section) {
                addSteps(block, shown);
            }
        }
    }

    /** Adds the steps of the block and those of the blocks inside, one branch after the other. */
    private void addSteps(BlockRow block, List<Step> shown) {
        if (block.facts.skipped()) {
            return;
        }
        int next = 0;
        for (BlockRow inner : block.blocks) {
            for (; next < block.steps.size() && block.steps.get(next).id < inner.id; next++) {
                shown.add(step(block.steps.get(next)));
            }
            addSteps(inner, shown);
        }
        block.steps.subList(next, block.steps.size()).forEach(row -> shown.add(step(row)));
    }

    /**
     * Blue Ocean shows steps outside of all stages with the stage before them, and those before the first stage
     * nowhere.
     */
    private void findStepsAfterStages(BlockRow root) {
        int next = 0;
        for (int i = 0; i < root.blocks.size(); i++) {
            BlockRow block = root.blocks.get(i);
            int end = i + 1 < root.blocks.size() ? root.blocks.get(i + 1).id : Integer.MAX_VALUE;
            next = skipTo(root.steps, next, block.id);
            int from = next;
            next = skipTo(root.steps, next, end);
            if (block.isStage() && from < next) {
                stepsAfter.put(block, root.steps.subList(from, next));
            }
        }
    }

    private static int skipTo(List<StepRow> rows, int from, int id) {
        int next = from;
        while (next < rows.size() && rows.get(next).id < id) {
            next++;
        }
        return next;
    }

    /** Blue Ocean shows what a stage waits for as a step. It gives it a new id in each answer; here it keeps its id. */
    private static Optional<Step> waitingStep(StageListEntry node) {
        return node.block
                .filter(block -> !block.hasEnded())
                .flatMap(block -> block.blockage)
                .map(cause -> new Step(
                        node.id + "-queued", cause, "", FlowNodeStatus.QUEUED, FlowNodeTiming.NONE, Optional.empty()));
    }

    /** A step of several elements of the list is one object. */
    private Step step(StepRow row) {
        return steps.computeIfAbsent(row, key -> row.toStep(build.nowMillis(), activity.question(row)));
    }

    private Stage toStage(StageListEntry node, List<Step> shown) {
        return new Stage(
                node.id,
                node.type,
                node.name,
                node.status,
                node.timing,
                node.block.flatMap(block -> block.hasEnded() ? Optional.empty() : block.blockage),
                node.edges(),
                node.firstParent(),
                node.status.is(State.FINISHED) && build.restartable().contains(node.name),
                node.block.flatMap(block -> block.agent),
                shown);
    }
}
