package io.jenkins.plugins.kubesphere.devops.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Describes a step of a build. ks-devops' REST API adds {@code approvable}, which is never stored, because it depends
 * on who asks.
 *
 * @param displayDescription arguments of the step; null or empty for none
 * @param state a word of Blue Ocean, for example {@code FINISHED}
 * @param result a word of Blue Ocean, for example {@code SUCCESS}
 * @param startTime in the format RFC 3339, UTC; null if it has not started
 * @param durationInMillis of a step that runs: until the document was made
 * @param input null if the step asks nothing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StepDocument(
        String displayDescription,
        String displayName,
        long durationInMillis,
        String id,
        InputDocument input,
        String result,
        @JsonInclude(JsonInclude.Include.ALWAYS) String startTime,
        String state,
        String type) {

    /** {@link #type} of every step. */
    public static final String TYPE = "STEP";

    public StepDocument withoutDescription() {
        return displayDescription == null
                ? this
                : new StepDocument(null, displayName, durationInMillis, id, input, result, startTime, state, type);
    }
}
