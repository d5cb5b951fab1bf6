package io.jenkins.plugins.kubesphere.devops.api.shape;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A parameter of a job.
 *
 * @param type {@code string} as the spec has it, or {@code StringParameterDefinition} as Jenkins does
 * @param value always there, and empty: what a run was given
 * @param description empty for none
 * @param defaultValue null for none
 * @param choices empty if any value will do
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ParameterMetadata(
        @JsonInclude(JsonInclude.Include.ALWAYS) String name,
        String type,
        @JsonInclude(JsonInclude.Include.ALWAYS) String value,
        String description,
        @JsonProperty("defaultParameterValue") DefaultValue defaultValue,
        List<String> choices) {

    /** @param name that of the parameter */
    public record DefaultValue(String name, String value) {}
}
