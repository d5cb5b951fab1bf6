package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One path of a Subversion repository, built as one branch. Every part may be null.
 *
 * @param scmId id of the source; if it is null or empty, the id that the job has is kept, or else the UID of the
 *     Pipeline is the id
 * @param remote URL of the path
 * @param credentialId name of the credential Secret, empty for anonymous access
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SingleSvnSource(
        @JsonProperty("scm_id") String scmId,
        String remote,
        @JsonProperty("credential_id") String credentialId) {}
