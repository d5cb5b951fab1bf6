package io.jenkins.plugins.kubesphere.devops.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Describes a branch, a tag or a pull request of a multi-branch pipeline.
 *
 * @param name name of its job, for example {@code feat%2Fx}
 * @param rawName name of the branch, for example {@code feat/x}
 * @param weatherScore from 0 (all builds failed) to 100
 * @param latestRun null if there is no build
 * @param location page of the branch. Always present for the primary branch; otherwise null if the URL is not known,
 *     and for a pull request
 * @param pullRequest null if it is not a pull request
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

    /** Returns the branch without its last build, location, pull request and parameters. */
    public BranchMetadata withoutDetails() {
        return new BranchMetadata(name, rawName, weatherScore, disabled, null, null, null, List.of());
    }

    /**
     * Describes the last build of a branch.
     *
     * @param endTime in the format RFC 3339, UTC; null while the build runs, as is the duration
     * @param startTime in the format RFC 3339, UTC
     * @param id number of the build
     * @param pipeline name of the branch's job, for example {@code feat%2Fx}
     * @param result {@code SUCCESS}, {@code UNSTABLE}, {@code FAILURE}, {@code NOT_BUILT}, {@code ABORTED} or {@code
     *     UNKNOWN}
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

    /** Says in one line why a build was started. */
    public record StartCause(String shortDescription) {}

    /** @param url page of the branch on its server; empty if unknown */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record BranchLocation(
            String url,

            @JsonProperty("isPrimary") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
            boolean primary) {}

    /** Describes a pull or merge request. Each text is empty if it is unknown. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PullRequest(String id, String author, String title, String url) {}
}
