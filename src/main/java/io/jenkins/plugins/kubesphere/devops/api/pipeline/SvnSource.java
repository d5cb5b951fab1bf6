package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A Subversion repository with branches. Every part may be null.
 *
 * @param scmId id of the source; if it is null or empty, the id that the job has is kept, or else the UID of the
 *     Pipeline is the id
 * @param remote URL of the folder that contains trunk, branches and tags
 * @param credentialId name of the credential Secret, empty for anonymous access
 * @param includes patterns of the paths that get jobs, separated by commas
 * @param excludes patterns of the paths that get no jobs, separated by commas
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SvnSource(
        @JsonProperty("scm_id") String scmId,
        String remote,
        @JsonProperty("credential_id") String credentialId,
        String includes,
        String excludes) {}
