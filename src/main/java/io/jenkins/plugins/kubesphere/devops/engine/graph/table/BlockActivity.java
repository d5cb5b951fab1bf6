package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.StageTable.Head;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** What the current nodes of a build do, by the stages and branches that contain them. */
final class BlockActivity {
    private final Map<BlockRow, Head> heads = new IdentityHashMap<>();
    private final Map<BlockRow, Boolean> paused = new IdentityHashMap<>();
    private final Map<Integer, InputQuestion> questions = new HashMap<>();
    private final int headCount;

    BlockActivity(StageTable table) {
        headCount = table.heads().size();
        for (Head head : table.heads()) {
            head.facts().input().ifPresent(input -> questions.put(head.node().id(), input));
            for (BlockRow block = head.block(); block != null; block = block.parent) {
                heads.putIfAbsent(block, head);
                if (head.facts().input().isPresent()) {
                    paused.put(block, true);
                }
            }
        }
    }

    boolean hasSeveralHeads() {
        return headCount > 1;
    }

    /** Whether a step in the block waits for a person. */
    boolean isPaused(BlockRow block) {
        return paused.containsKey(block);
    }

    Optional<InputQuestion> question(StepRow step) {
        return Optional.ofNullable(questions.get(step.id));
    }

    /** Where the first current node in the block is in the queue. */
    Queue queue(BlockRow block) {
        Head head = heads.get(block);
        return head == null ? Queue.OUTSIDE : head.facts().queue();
    }
}
