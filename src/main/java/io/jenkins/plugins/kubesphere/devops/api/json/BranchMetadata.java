package io.jenkins.plugins.kubesphere.devops.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Describes a branch, a tag or a request of a multi-branch pipeline.
 *
 * @param name name of its job, {@code feat%2Fx}
 * @param rawName name of the branch, {@code feat/x}
 * @param weatherScore from 0 (all builds failed) to 100
 * @param latestRun null if there is no build
 * @param location where the branch is; null if this is not known, and for most requests
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

    /** Returns the branch without its last build, location, pull request and parameters. */
    public BranchMetadata brief() {
        return new BranchMetadata(name, rawName, weatherScore, disabled, null, null, null, List.of());
    }

    /**
     * Describes the last build of a branch.
     *
     * @param endTime null while the build runs; then the duration is null too
     * @param startTime in the format RFC 3339, UTC, like the end time
     * @param id number of the build
     * @param pipeline name of the branch
     * @param result {@code SUCCESS}, {@code UNSTABLE}, {@code FAILURE}, {@code NOT_BUILT}, {@code ABORTED} or
     *     {@code UNKNOWN}
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
