package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A gap in a template.
 *
 * @param name name below {@code .params}
 * @param description free text, or null
 * @param required whether a value must be given; null means no
 * @param defaultValue any JSON, or null
 * @param type any word, for the form that asks for it; or null
 * @param validation what a value must fulfil, or null
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
