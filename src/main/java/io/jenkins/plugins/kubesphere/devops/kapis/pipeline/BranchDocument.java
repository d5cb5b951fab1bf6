package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.BranchLocation;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.LatestRun;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.PullRequest;
import io.jenkins.plugins.kubesphere.devops.api.json.ParameterMetadata;
import io.jenkins.plugins.kubesphere.devops.kapis.build.Link;
import java.util.List;
import java.util.Map;

/**
 * A branch, a tag or a pull request, as Blue Ocean describes it. {@link
 * io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata} says more about most fields.
 *
 * @param name name of the job, for example {@code feat%2Fx}
 * @param displayName name of the branch, for example {@code feat/x}
 * @param latestRun with times in the form of Blue Ocean
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BranchDocument(
        @JsonProperty("_class") String blueOceanClass,
        @JsonProperty("_links") Map<String, Link> links,
        BranchLocation branch,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean disabled,
        String displayName,
        String fullDisplayName,
        String fullName,
        LatestRun latestRun,
        String name,
        String organization,
        List<ParameterMetadata> parameters,
        PullRequest pullRequest,
        int weatherScore) {
    public BranchDocument {
        links = NullSafeCopies.copyOf(links);
        parameters = NullSafeCopies.copyOf(parameters);
    }
}
