package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Any Git repository. Every part may be null.
 *
 * @param scmId id of the source; if it is null or empty, the id that the job has is kept, or else the UID of the
 *     Pipeline is the id
 * @param url URL of the repository
 * @param credentialId name of the credential Secret, empty for anonymous access
 * @param discoverBranches whether branches get jobs; null means no
 * @param discoverTags whether tags get jobs; null means no
 * @param regexFilter Java regular expression that a branch must match
 * @param gitCloneOption how to clone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GitSource(
        @JsonProperty("scm_id") String scmId,
        String url,
        @JsonProperty("credential_id") String credentialId,
        @JsonProperty("discover_branches") Boolean discoverBranches,
        @JsonProperty("discover_tags") Boolean discoverTags,
        @JsonProperty("regex_filter") String regexFilter,
        @JsonProperty("git_clone_option") GitCloneOption gitCloneOption) {}
