package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A parameter of a step template. Every part except the name may be null.
 *
 * @param name name of the parameter
 * @param type type of the form field: string, text, number, code, bool, enum, secret, hidden, or another word
 * @param required whether a value is required; null means no
 * @param display label of the form field
 * @param defaultValue value if the user gives none
 * @param options choices of an enum, as text
 * @param condition expression that decides whether the form has the field
 * @param reactions how the parameter depends on other parameters, as text
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepParameter(
        String name,
        String type,
        Boolean required,
        String display,
        String defaultValue,
        String options,
        String condition,
        String reactions) {}
