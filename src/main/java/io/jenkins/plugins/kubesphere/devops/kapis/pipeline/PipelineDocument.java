package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.json.ParameterMetadata;
import io.jenkins.plugins.kubesphere.devops.api.json.PipelineMetadata.ScmSource;
import io.jenkins.plugins.kubesphere.devops.kapis.build.Link;
import java.util.List;
import java.util.Map;

/**
 * A pipeline, as Blue Ocean describes it. {@link io.jenkins.plugins.kubesphere.devops.api.json.PipelineMetadata} says more
 * about most fields. What is not known, 0 or empty is left out.
 *
 * @param annotations those of the object, in the result of a search
 * @param weatherScore from 0 (all builds failed) to 100; 100 as long as it is not known
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PipelineDocument(
        @JsonProperty("_class") String blueOceanClass,
        @JsonProperty("_links") Map<String, Link> links,
        Map<String, String> annotations,
        List<String> branchNames,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean disabled,
        String displayName,
        Long estimatedDurationInMillis,
        String fullDisplayName,
        String fullName,
        String name,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int numberOfFailingBranches,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int numberOfFailingPullRequests,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int numberOfPipelines,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int numberOfSuccessfulBranches,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int numberOfSuccessfulPullRequests,
        String organization,
        List<ParameterMetadata> parameters,
        ScmSource scmSource,
        String scriptPath,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int totalNumberOfBranches,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int totalNumberOfPullRequests,
        int weatherScore) {
    public PipelineDocument {
        links = NullSafeCopies.copyOf(links);
        annotations = NullSafeCopies.copyOf(annotations);
        branchNames = NullSafeCopies.copyOf(branchNames);
        parameters = NullSafeCopies.copyOf(parameters);
    }
}
