package io.jenkins.plugins.kubesphere.devops.engine.graph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stage, a branch of {@code parallel}, or a cell of a matrix.
 *
 * @param id id of the node in the flow graph of Jenkins at which the stage starts, such as {@code 12}; {@code
 *     12-parallel-synthetic} for a {@code parallel} outside of stages; {@code planned-2} for a stage that has not
 *     started
 * @param name as the Jenkinsfile has it
 * @param causeOfBlockage why the stage waits for an agent; empty if it does not wait
 * @param edges the stages that come next
 * @param firstParent id of the stage before it
 * @param restartable whether a new build can start at this stage
 * @param agent name of the node that runs the stage, of the last one if there were several; empty if it needs none, or
 *     has none yet
 * @param steps in the order in which they started; empty if they were not asked for
 */
public record Stage(
        String id,
        Type type,
        String name,
        FlowNodeStatus status,
        FlowNodeTiming timing,
        Optional<String> causeOfBlockage,
        List<Edge> edges,
        Optional<String> firstParent,
        boolean restartable,
        Optional<String> agent,
        List<Step> steps) {

    public Stage {
        Objects.requireNonNull(id);
        Objects.requireNonNull(type);
        Objects.requireNonNull(name);
        Objects.requireNonNull(status);
        Objects.requireNonNull(timing);
        Objects.requireNonNull(causeOfBlockage);
        edges = List.copyOf(edges);
        Objects.requireNonNull(firstParent);
        Objects.requireNonNull(agent);
        steps = List.copyOf(steps);
    }

    /** The kinds of stages, in the words of Blue Ocean. */
    public enum Type {
        STAGE,
        /** A branch of {@code parallel}, or a cell of a matrix. */
        PARALLEL
    }

    /** Leads from a stage to the stage after it. */
    public record Edge(String id, Type type) {
        public Edge {
            Objects.requireNonNull(id);
            Objects.requireNonNull(type);
        }
    }
}
