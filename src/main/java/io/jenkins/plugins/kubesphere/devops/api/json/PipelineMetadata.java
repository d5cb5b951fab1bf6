package io.jenkins.plugins.kubesphere.devops.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The metadata of a pipeline that consoles show in lists.
 *
 * @param weatherScore from 0 (all builds failed) to 100
 * @param estimatedMillis usual duration of a build, in milliseconds; null if unknown
 * @param disabled true if the job accepts no builds
 * @param branches null if the pipeline has no branches
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PipelineMetadata(
        int weatherScore,
        @JsonProperty(PipelineMetadata.ESTIMATE) Long estimatedMillis,
        List<ParameterMetadata> parameters,
        String name,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean disabled,
        @JsonUnwrapped MultiBranch branches) {

    /** JSON name of the estimated duration. Its value changes with every build. */
    public static final String ESTIMATE = "estimatedDurationInMillis";

    /**
     * The fields that only a multi-branch pipeline has. Numbers that are 0 are left out.
     *
     * @param numberOfPipelines number of branches, tags and pull requests
     * @param heads counts of branches and tags
     * @param requests counts of pull requests
     * @param branchNames names of the listed branches and tags
     * @param scmSource null if the Pipeline has no {@code spec.multi_branch_pipeline}
     * @param scriptPath path of the Jenkinsfile in the repository; null if the spec has none
     * @param branchesInBrief number of branches that are listed as {@link BranchMetadata#withoutDetails()}
     * @param branchesLeftOut number of branches that are not listed
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record MultiBranch(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int numberOfPipelines,
            @JsonUnwrapped(suffix = "Branches") BranchCounts heads,
            @JsonUnwrapped(suffix = "PullRequests") BranchCounts requests,
            List<String> branchNames,
            ScmSource scmSource,
            @JsonInclude(JsonInclude.Include.NON_NULL) String scriptPath,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int branchesInBrief,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int branchesLeftOut) {}

    /**
     * Counts branches and tags, or pull requests.
     *
     * @param failing number of those whose last build failed
     * @param successful number of those whose last build succeeded
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record BranchCounts(
            @JsonProperty("totalNumberOf") int total,
            @JsonProperty("numberOfFailing") int failing,
            @JsonProperty("numberOfSuccessful") int successful) {}

    /**
     * Names the source of the branches.
     *
     * @param id the type of the source, for example {@code git}
     * @param apiUrl URL of the server's API; empty or null for none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ScmSource(String id, String apiUrl) {}
}
