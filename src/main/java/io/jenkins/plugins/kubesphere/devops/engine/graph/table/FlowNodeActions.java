package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import java.util.Objects;
import java.util.Optional;

/**
 * What Jenkins adds to a node after the build has reached it. It is complete when the build has reached the node after
 * it, and that of a stage when the stage has ended.
 *
 * @param error how the node failed: {@link Result#FAILURE}, or the result of the interruption that ended it
 * @param warning the result that the node set without failing, such as {@link Result#UNSTABLE}
 * @param executed false if a restart of the build from a later stage skipped the node
 * @param section the part of a declarative Pipeline to which a stage belongs
 * @param skipped whether the stage was skipped by a condition, or because of an earlier stage
 * @param queue whether the node waits for an agent
 * @param causeOfBlockage why it waits for an agent
 * @param agent name of the node of Jenkins that runs the block
 * @param input the question that the step asks now
 */
public record FlowNodeActions(
        Optional<Result> error,
        Optional<Result> warning,
        boolean executed,
        Section section,
        boolean skipped,
        Queue queue,
        Optional<String> causeOfBlockage,
        Optional<String> agent,
        Optional<InputQuestion> input) {

    /** A node that only runs. */
    public static final FlowNodeActions NONE = new FlowNodeActions(
            Optional.empty(),
            Optional.empty(),
            true,
            Section.STAGES,
            false,
            Queue.OUTSIDE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public FlowNodeActions {
        Objects.requireNonNull(error);
        Objects.requireNonNull(warning);
        Objects.requireNonNull(section);
        Objects.requireNonNull(queue);
        Objects.requireNonNull(causeOfBlockage);
        Objects.requireNonNull(agent);
        Objects.requireNonNull(input);
    }

    /** The parts of a declarative Pipeline. */
    public enum Section {
        STAGES,
        /** Jenkins adds this stage before those of the Jenkinsfile: it checks out, and installs tools. */
        PRE,
        /** Jenkins adds this stage for the section {@code post} of the Pipeline. */
        POST
    }

    /** Where the step {@code node} is in the queue of Jenkins. */
    public enum Queue {
        OUTSIDE,
        WAITING,
        CANCELLED
    }
}
