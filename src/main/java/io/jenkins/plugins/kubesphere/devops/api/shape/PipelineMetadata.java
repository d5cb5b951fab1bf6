package io.jenkins.plugins.kubesphere.devops.api.shape;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A pipeline as lists show it.
 *
 * @param weatherScore 0 to 100
 * @param estimatedMillis how long a build takes as a rule; null if none tells
 * @param disabled it takes no builds
 * @param branches null if it has none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PipelineMetadata(
        int weatherScore,
        @JsonProperty(PipelineMetadata.ESTIMATE) Long estimatedMillis,
        List<ParameterMetadata> parameters,
        String name,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean disabled,
        @JsonUnwrapped MultiBranch branches) {

    /** Changes with every build. */
    public static final String ESTIMATE = "estimatedDurationInMillis";

    /**
     * What a multi-branch pipeline has; numbers that are 0 are left out.
     *
     * @param numberOfPipelines how many branches, tags and requests there are
     * @param heads branches and tags
     * @param branchNames those of the branches and tags that are listed
     * @param scmSource null if the spec says nothing of it, as the script path is
     * @param scriptPath path of the Jenkinsfile in the repository
     * @param branchesInBrief so many branches are listed by name alone
     * @param branchesLeftOut so many branches are not listed
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
     * How many there are.
     *
     * @param failing those whose last build failed
     * @param successful those whose last build succeeded
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record BranchCounts(
            @JsonProperty("totalNumberOf") int total,
            @JsonProperty("numberOfFailing") int failing,
            @JsonProperty("numberOfSuccessful") int successful) {}

    /**
     * Where the branches come from.
     *
     * @param id the type of the source, {@code git}
     * @param apiUrl of the server; empty or null for none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ScmSource(String id, String apiUrl) {}
}
