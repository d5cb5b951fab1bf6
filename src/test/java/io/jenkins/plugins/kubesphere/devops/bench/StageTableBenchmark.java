package io.jenkins.plugins.kubesphere.devops.bench;

import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Kind;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.RunGraphContext;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.RunGraphReader;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.StageTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures a build with many stages and steps: the time for each node, the memory, and the time to read the stages. */
public final class StageTableBenchmark {
    private static final int STAGES = 3_000;
    private static final int STEPS_PER_STAGE = 100;
    private static final RunGraphContext BUILDING =
            new RunGraphContext(Optional.empty(), false, List.of(), Set.of(), 2);

    private final StageTable table = new StageTable();
    private int lastId;

    private StageTableBenchmark() {}

    public static void main(String[] args) {
        System.out.printf("%d stages with %d steps each%n", STAGES, STEPS_PER_STAGE);
        for (int round = 1; round <= 5; round++) {
            new StageTableBenchmark().measure(round);
        }
    }

    private void measure(int round) {
        long heapBefore = usedHeap();
        long start = System.nanoTime();
        fill();
        long filled = System.nanoTime();
        long heap = usedHeap() - heapBefore;
        long readStart = System.nanoTime();
        RunGraph graph = RunGraphReader.read(table, BUILDING, 1);
        long read = System.nanoTime() - readStart;
        System.out.printf(
                "round %d: %.2f us for each of %d nodes, %.1f MB, %.0f ms to read %d stages%n",
                round,
                (filled - start) / 1e3 / lastId,
                lastId,
                heap / 1e6,
                read / 1e6,
                graph.stages().size());
    }

    private void fill() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        for (int stage = 0; stage < STAGES; stage++) {
            int step = add(Kind.START, 0, Role.OTHER, "Stage : Start");
            int body = add(Kind.START, 0, Role.STAGE, "Stage " + stage);
            for (int i = 0; i < STEPS_PER_STAGE; i++) {
                add(Kind.ATOM, 0, Role.OTHER, "Print Message");
            }
            add(Kind.END, body, Role.OTHER, "Stage : Body : End");
            add(Kind.END, step, Role.OTHER, "Stage : End");
        }
    }

    private int add(Kind kind, int blockStart, Role role, String name) {
        if (lastId > 0) {
            table.update(lastId, FlowNodeActions.NONE);
        }
        List<Integer> parents = lastId == 0 ? List.of() : List.of(lastId);
        lastId++;
        // Jenkins creates the texts of each node anew.
        table.add(new GraphNode(lastId, parents, kind, blockStart, role, new String(name), "step " + lastId, lastId));
        return lastId;
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
