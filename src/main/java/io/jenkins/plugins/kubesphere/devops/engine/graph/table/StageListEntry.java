package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeTiming;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An element of the list of stages while its connections are found. */
final class StageListEntry {
    final String id;
    final Stage.Type type;
    final String name;
    final FlowNodeStatus status;
    final FlowNodeTiming timing;
    /** The block; empty for a stage that is not in the graph. */
    final Optional<BlockRow> block;

    private final List<Stage.Edge> edges = new ArrayList<>(1);
    private Optional<String> firstParent = Optional.empty();

    StageListEntry(
            String id,
            Stage.Type type,
            String name,
            FlowNodeStatus status,
            FlowNodeTiming timing,
            Optional<BlockRow> block) {
        this.id = id;
        this.type = type;
        this.name = name;
        this.status = status;
        this.timing = timing;
        this.block = block;
    }

    /** Adds the element that comes next. */
    void addEdge(StageListEntry next) {
        edges.add(new Stage.Edge(next.id, next.type));
    }

    /** Adds the element that comes next, and makes this one its parent. */
    void addChild(StageListEntry next) {
        addEdge(next);
        if (next.firstParent.isEmpty()) {
            next.firstParent = Optional.of(id);
        }
    }

    List<Stage.Edge> edges() {
        return edges;
    }

    Optional<String> firstParent() {
        return firstParent;
    }
}
