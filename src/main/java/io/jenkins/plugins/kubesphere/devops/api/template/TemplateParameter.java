package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A parameter of a template.
 *
 * @param name name of the parameter, which the template reads as {@code .params.NAME}
 * @param description free text, or null
 * @param required whether a value is required; null means no
 * @param defaultValue any JSON, or null
 * @param type an arbitrary word that selects the form field; or null
 * @param validation a check of the value, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TemplateParameter(
        String name,
        String description,
        Boolean required,
        @JsonProperty("default") JsonNode defaultValue,
        String type,
        ParameterValidation validation) {}
