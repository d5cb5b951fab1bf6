package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A value for a parameter.
 *
 * @param name name of the parameter
 * @param value its value as text, {@code "true"} or {@code "false"} for a boolean
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineRunParameter(String name, String value) {
    /** Leaves the value out: it may be a password, and objects like this one end up in logs. */
    @Override
    public String toString() {
        return "ParameterValue[name=" + name + "]";
    }
}
