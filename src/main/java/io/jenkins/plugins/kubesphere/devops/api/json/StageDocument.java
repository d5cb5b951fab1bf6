package io.jenkins.plugins.kubesphere.devops.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Describes a stage or parallel branch of a build. Blue Ocean has more fields, which are always empty there: a
 * description, and a question, because only steps ask.
 *
 * @param causeOfBlockage why the stage waits for an agent; null if it does not wait
 * @param durationInMillis of a stage that runs: until the document was made
 * @param edges the stages that come next
 * @param firstParent id of the stage before it; null for none
 * @param restartable whether a new build can start at this stage
 * @param result a word of Blue Ocean, for example {@code SUCCESS}; null if the stage has not started
 * @param startTime in the format RFC 3339, UTC; null if it has not started
 * @param state a word of Blue Ocean, for example {@code FINISHED}; null if the stage has not started
 * @param type {@code STAGE} or {@code PARALLEL}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StageDocument(
        String causeOfBlockage,
        String displayName,
        long durationInMillis,
        List<Edge> edges,
        String firstParent,
        String id,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean restartable,
        String result,
        @JsonInclude(JsonInclude.Include.ALWAYS) String startTime,
        String state,
        List<StepDocument> steps,
        String type) {

    public StageDocument {
        edges = List.copyOf(edges);
        steps = List.copyOf(steps);
    }

    public StageDocument withSteps(List<StepDocument> others) {
        return new StageDocument(
                causeOfBlockage,
                displayName,
                durationInMillis,
                edges,
                firstParent,
                id,
                restartable,
                result,
                startTime,
                state,
                others,
                type);
    }

    public StageDocument withoutEdges() {
        return new StageDocument(
                causeOfBlockage,
                displayName,
                durationInMillis,
                List.of(),
                firstParent,
                id,
                restartable,
                result,
                startTime,
                state,
                steps,
                type);
    }

    /** Leads to the stage that comes next. */
    public record Edge(String id, String type) {}
}
