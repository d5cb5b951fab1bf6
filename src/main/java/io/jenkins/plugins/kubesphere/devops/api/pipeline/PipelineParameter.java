package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A parameter that a pipeline declares.
 *
 * @param name name that the Jenkinsfile reads it by
 * @param type one of {@link ParameterTypes}, or any other word
 * @param defaultValue value of a run that gives none, or null; for a choice all options, one on each line
 * @param description free text, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineParameter(
        String name,
        String type,
        @JsonProperty("default_value") String defaultValue,
        String description) {

    /** Leaves the default value out: that of a password is a secret, and objects like this one end up in logs. */
    @Override
    public String toString() {
        return "ParameterDefinition[name=" + name + ", type=" + type + "]";
    }
}
