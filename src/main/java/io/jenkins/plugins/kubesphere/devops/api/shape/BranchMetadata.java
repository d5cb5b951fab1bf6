package io.jenkins.plugins.kubesphere.devops.api.shape;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A branch, a tag or a request of a multi-branch pipeline.
 *
 * @param name that of its job, {@code feat%2Fx}
 * @param rawName as people read it, {@code feat/x}
 * @param weatherScore 0 to 100
 * @param latestRun null if there was none
 * @param location where the branch is; null if nothing is known of that, and of most requests
 * @param pullRequest null if it is not a request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BranchMetadata(
        String name,
        @JsonInclude(JsonInclude.Include.ALWAYS) String rawName,
        int weatherScore,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean disabled,
        LatestRun latestRun,
        @JsonProperty("branch") BranchLocation location,
        PullRequest pullRequest,
        List<ParameterMetadata> parameters) {

    /** The branch by name alone. */
    public BranchMetadata brief() {
        return new BranchMetadata(name, rawName, weatherScore, disabled, null, null, null, List.of());
    }

    /**
     * Its last build.
     *
     * @param endTime null while it runs, as the duration is
     * @param startTime RFC 3339, UTC, as the end time is
     * @param id its number
     * @param pipeline name of the branch
     * @param result {@code SUCCESS}, {@code UNSTABLE}, {@code FAILURE}, {@code NOT_BUILT}, {@code ABORTED} or {@code UNKNOWN}
     * @param state {@code RUNNING} or {@code FINISHED}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record LatestRun(
            List<StartCause> causes,
            String endTime,
            Long durationInMillis,
            String startTime,
            String id,
            String pipeline,
            String result,
            String state) {}

    /** Why a build was started, in a line. */
    public record StartCause(String shortDescription) {}

    /** @param url its page on the server; empty if unknown */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record BranchLocation(
            String url,

            @JsonProperty("isPrimary") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
            boolean primary) {}

    /** Each text is empty if unknown. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PullRequest(String id, String author, String title, String url) {}
}
