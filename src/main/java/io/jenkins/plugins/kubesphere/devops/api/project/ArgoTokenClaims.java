package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Id and lifetime of a token of a project role, without the token itself.
 *
 * @param issuedAt when the token was issued, in seconds since 1970-01-01 UTC
 * @param expiresAt when the token expires, in the same unit; null means never
 * @param id id of the token, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoTokenClaims(
        @JsonProperty("iat") Long issuedAt,
        @JsonProperty("exp") Long expiresAt,
        String id) {}
