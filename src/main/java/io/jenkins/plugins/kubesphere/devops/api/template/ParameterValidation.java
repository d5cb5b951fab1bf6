package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A check of a parameter's value.
 *
 * @param expression the expression that the value must satisfy
 * @param message the error message if the value does not satisfy it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterValidation(String expression, String message) {}
