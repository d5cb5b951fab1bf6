package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A repository on GitHub or GitHub Enterprise. Every part may be null; {@link HostedSource} describes the parts.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GitHubSource(
        @JsonProperty("scm_id") String scmId,
        String owner,
        String repo,
        @JsonProperty("credential_id") String credentialId,
        @JsonProperty("api_uri") String apiUri,
        @JsonProperty("discover_branches") Long discoverBranches,
        @JsonProperty("discover_pr_from_origin") Long discoverPrFromOrigin,
        @JsonProperty("discover_pr_from_forks") ForkDiscovery discoverPrFromForks,
        @JsonProperty("discover_tags") Boolean discoverTags,
        @JsonProperty("regex_filter") String regexFilter,
        @JsonProperty("git_clone_option") GitCloneOption gitCloneOption,
        @JsonProperty("accept_jenkins_notification") Boolean acceptJenkinsNotification)
        implements HostedSource {}
