package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Reads in which stages a build is now. The work does not depend on the number of steps. Not thread-safe, as the table. */
public final class CurrentStageReader {
    private CurrentStageReader() {}

    /**
     * Returns the names of the stages that contain everything that the build does now, the outermost first. A stage that
     * Jenkins added, such as {@code Declarative: Checkout SCM}, counts, too.
     *
     * @return empty if the build is in no stage, or its branches are in different ones
     */
    public static List<String> read(StageTable table) {
        Iterator<StageTable.Head> heads = table.heads().stream()
                .filter(head -> !table.isEndOfBranch(head))
                .iterator();
        if (!heads.hasNext()) {
            return List.of();
        }
        List<BlockRow> common = stagesAround(heads.next().block());
        while (heads.hasNext()) {
            List<BlockRow> others = stagesAround(heads.next().block());
            int shared = 0;
            while (shared < Math.min(common.size(), others.size()) && common.get(shared) == others.get(shared)) {
                shared++;
            }
            common = common.subList(0, shared);
        }
        return common.stream().map(stage -> stage.name).toList();
    }

    private static List<BlockRow> stagesAround(BlockRow innermost) {
        Deque<BlockRow> stages = new ArrayDeque<>();
        for (BlockRow block = innermost; block != null; block = block.parent) {
            if (block.isStage()) {
                stages.addFirst(block);
            }
        }
        return new ArrayList<>(stages);
    }
}
