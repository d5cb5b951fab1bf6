package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.BranchLocation;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.PullRequest;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.StartCause;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument.ChangeSetEntry;
import java.util.List;
import java.util.Map;

/**
 * A build, as Blue Ocean describes it. Times have the form {@code 2026-11-21T08:00:00.000+0000}. What is not known is left
 * out. {@link io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument} says more about most fields.
 *
 * @param id number of the build; left out as long as it has none
 * @param pipelineRun name of the PipelineRun that has the build; Blue Ocean does not have it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BuildDocument(
        @JsonProperty("_class") String blueOceanClass,
        @JsonProperty("_links") Map<String, Link> links,
        String artifactsZipFile,
        BranchLocation branch,
        String causeOfBlockage,
        List<StartCause> causes,
        List<ChangeSetEntry> changeSet,
        String commitId,
        String commitUrl,
        String description,
        Long durationInMillis,
        String enQueueTime,
        String endTime,
        Long estimatedDurationInMillis,
        String id,
        String name,
        String organization,
        String pipeline,
        String pipelineRun,
        PullRequest pullRequest,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean replayable,
        String result,
        String runSummary,
        String startTime,
        String state,
        String type) {
    public BuildDocument {
        links = NullSafeCopies.copyOf(links);
        causes = NullSafeCopies.copyOf(causes);
        changeSet = NullSafeCopies.copyOf(changeSet);
    }
}
