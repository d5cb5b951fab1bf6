package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A value that a run gives to a parameter of its pipeline.
 *
 * @param name name of the parameter
 * @param value the value as text; {@code "true"} or {@code "false"} for a boolean; null if {@code valueFrom} is set
 * @param valueFrom where the value comes from; null if {@code value} is set
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineRunParameter(String name, String value, ParameterSource valueFrom) {
    /** A parameter with its value. */
    public PipelineRunParameter(String name, String value) {
        this(name, value, null);
    }

    /** Returns the key of the Secret that has the value; empty if the run gives the value itself. */
    public Optional<SecretKeyRef> secretKey() {
        return Optional.ofNullable(valueFrom).map(ParameterSource::secretKeyRef);
    }

    /** Omits the value, because it may be a password and this text may be written to a log. */
    @Override
    public String toString() {
        return "PipelineRunParameter[name=" + name + "]";
    }
}
