package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * When a token was issued; not the token itself.
 *
 * @param iat time of issue, seconds since 1970-01-01 UTC
 * @param exp time of expiry in the same unit, null for never
 * @param id id of the token, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoToken(Long iat, Long exp, String id) {}
