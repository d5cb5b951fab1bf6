package io.jenkins.plugins.kubesphere.devops.engine.graph;

import java.util.Objects;
import java.util.Optional;

/**
 * A step of a build that has no block of its own, such as {@code sh}.
 *
 * @param id id of the node in the flow graph of Jenkins, such as {@code 7}
 * @param name display name of the step, such as {@code Shell Script}
 * @param description the arguments of the step, in which Jenkins has masked credentials; may be empty
 * @param input the question that the step asks; present only in state {@link FlowNodeStatus.State#PAUSED}
 */
public record Step(
        String id,
        String name,
        String description,
        FlowNodeStatus status,
        FlowNodeTiming timing,
        Optional<InputQuestion> input) {

    public Step {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
        Objects.requireNonNull(status);
        Objects.requireNonNull(timing);
        Objects.requireNonNull(input);
    }
}
