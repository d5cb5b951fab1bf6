package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a value must fulfil.
 *
 * @param expression the check
 * @param message what is said if it fails
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterValidation(String expression, String message) {}
