package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.State;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeTiming;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Step;
import java.util.Optional;

/** A step in a {@link StageTable}. A build may have hundreds of thousands of them, so it has few fields. */
final class StepRow {
    final int id;
    /** Whether the node before it is a step that failed. */
    final boolean followsFailure;

    private final String name;
    private final String description;
    private final long startMillis;
    private long endMillis;
    private FlowNodeStatus status = FlowNodeStatus.RUNNING;

    StepRow(GraphNode node, String name, String description, boolean followsFailure) {
        this.id = node.id();
        this.name = name;
        this.description = description;
        this.startMillis = node.startMillis();
        this.followsFailure = followsFailure;
    }

    /** Sets the end of the step, which is the start of the next one. */
    void end(long millis) {
        endMillis = millis;
    }

    boolean isOpen() {
        return endMillis == 0;
    }

    void update(FlowNodeActions facts) {
        if (facts.input().isPresent()) {
            status = FlowNodeStatus.PAUSED;
        } else {
            State state = isOpen() ? State.RUNNING : State.FINISHED;
            Result result = facts.error()
                    .map(StepRow::resultOfError)
                    .or(facts::warning)
                    .orElse(isOpen() ? Result.UNKNOWN : facts.executed() ? Result.SUCCESS : Result.NOT_BUILT);
            status = result == Result.NOT_BUILT
                    ? FlowNodeStatus.of(State.QUEUED, Result.NOT_BUILT)
                    : shared(FlowNodeStatus.of(state, result));
        }
    }

    /** Sets the error with which the block ended that this step was the last one of. */
    void failWithBlock(Result error) {
        status = FlowNodeStatus.of(State.FINISHED, resultOfError(error));
    }

    Step toStep(long nowMillis, Optional<InputQuestion> input) {
        return new Step(
                Integer.toString(id),
                name,
                description,
                status,
                FlowNodeTiming.between(startMillis, isOpen() ? nowMillis : endMillis),
                input);
    }

    private static Result resultOfError(Result error) {
        return error == Result.ABORTED ? Result.ABORTED : Result.FAILURE;
    }

    private static final FlowNodeStatus SUCCESS = FlowNodeStatus.of(State.FINISHED, Result.SUCCESS);

    /** Most steps succeed, and need no object of their own. */
    private static FlowNodeStatus shared(FlowNodeStatus status) {
        return status.equals(SUCCESS)
                ? SUCCESS
                : status.equals(FlowNodeStatus.RUNNING) ? FlowNodeStatus.RUNNING : status;
    }
}
