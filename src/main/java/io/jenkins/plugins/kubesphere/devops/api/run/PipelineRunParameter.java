package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A value that a run gives to a parameter of its pipeline.
 *
 * @param name name of the parameter
 * @param value the value as text; {@code "true"} or {@code "false"} for a boolean
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineRunParameter(String name, String value) {
    /** Omits the value, because it may be a password and this text may be written to a log. */
    @Override
    public String toString() {
        return "PipelineRunParameter[name=" + name + "]";
    }
}
