package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import java.util.List;
import java.util.Objects;

/**
 * A node of the flow graph of a build, as it is when the build reaches it. It does not change later.
 *
 * @param id increases with the time at which the build reached the node
 * @param parents the nodes before it; several at the end of {@code parallel}
 * @param blockStart id of the node at which the block started that ends here; 0 unless {@link Kind#END}
 * @param name display name of the step, or name of the stage or branch
 * @param description arguments of a step, masked; may be empty
 * @param startMillis when the build reached it, in milliseconds since 1970
 */
public record GraphNode(
        int id,
        List<Integer> parents,
        Kind kind,
        int blockStart,
        Role role,
        String name,
        String description,
        long startMillis) {

    public GraphNode {
        parents = List.copyOf(parents);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(role);
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
    }

    /** The shapes of nodes. */
    public enum Kind {
        /** A step without a block. */
        ATOM,
        /** The start of the build, of a step with a block, or of that block. */
        START,
        END
    }

    /** What a node means for the list of stages. */
    public enum Role {
        OTHER,
        /** The start of the block of a stage. */
        STAGE,
        /** The start of a branch of {@code parallel}. */
        BRANCH,
        /** A step {@code stage} without a block. Its stage ends where the next one starts. */
        STAGE_MARKER,
        /** The start of a step {@code node}, which waits for an agent. */
        AGENT
    }
}
