package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A parameter that a pipeline declares.
 *
 * @param name name of the parameter in the Jenkinsfile
 * @param type one of {@link ParameterTypes}, or an unknown word
 * @param defaultValue value for a run that sets none, or null; for a choice all options, one on each line
 * @param description free text, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineParameter(
        String name,
        String type,
        @JsonProperty("default_value") String defaultValue,
        String description) {

    /** Returns a copy without the default value if this is a password, and otherwise this parameter. */
    public PipelineParameter withoutSecret() {
        return ParameterTypes.PASSWORD.equals(type) ? new PipelineParameter(name, type, null, description) : this;
    }

    /** Omits the default value, because it may be a password and this text may be written to a log. */
    @Override
    public String toString() {
        return "PipelineParameter[name=" + name + ", type=" + type + "]";
    }
}
