package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A Subversion repository with branches. Every part may be null.
 *
 * @param scmId id of the source, empty if it is to be derived
 * @param remote URL of the folder that holds trunk, branches and tags
 * @param credentialId name of the credential Secret, empty for anonymous access
 * @param includes comma-separated patterns of paths that become jobs
 * @param excludes comma-separated patterns of paths that do not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SvnSource(
        @JsonProperty("scm_id") String scmId,
        String remote,
        @JsonProperty("credential_id") String credentialId,
        String includes,
        String excludes) {}
