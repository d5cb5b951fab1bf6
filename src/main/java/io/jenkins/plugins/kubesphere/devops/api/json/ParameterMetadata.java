package io.jenkins.plugins.kubesphere.devops.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Describes a parameter of a job.
 *
 * @param type type as in a spec, for example {@code string}, or as in Jenkins, for example {@code
 *     StringParameterDefinition}
 * @param value always empty, because a job has no values; clients expect the field
 * @param description empty for none
 * @param defaultValue null for none
 * @param choices empty if any value is allowed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ParameterMetadata(
        @JsonInclude(JsonInclude.Include.ALWAYS) String name,
        String type,
        @JsonInclude(JsonInclude.Include.ALWAYS) String value,
        String description,
        @JsonProperty("defaultParameterValue") DefaultValue defaultValue,
        List<String> choices) {

    /** @param name name of the parameter */
    public record DefaultValue(String name, String value) {}
}
