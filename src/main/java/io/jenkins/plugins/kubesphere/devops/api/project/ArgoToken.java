package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The times of a token, without the token itself.
 *
 * @param iat when the token was issued, in seconds since 1970-01-01 UTC
 * @param exp when the token expires, in the same unit; null means never
 * @param id id of the token, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoToken(Long iat, Long exp, String id) {}
