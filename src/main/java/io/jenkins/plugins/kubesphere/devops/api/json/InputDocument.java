package io.jenkins.plugins.kubesphere.devops.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The question that a step asks a person.
 *
 * @param submitter names of users and groups that may answer, separated by commas; null if it names none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InputDocument(String id, String message, String ok, String submitter, List<Parameter> parameters) {
    public InputDocument {
        parameters = NullSafeCopies.copyOf(parameters);
    }

    /**
     * A value that the answer may have.
     *
     * @param type type as in Jenkins, for example {@code StringParameterDefinition}
     * @param defaultValue null for none
     * @param choices empty if any value is allowed
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Parameter(
            String name,
            String type,
            String description,
            @JsonProperty("defaultParameterValue") DefaultValue defaultValue,
            List<String> choices) {
        public Parameter {
            choices = NullSafeCopies.copyOf(choices);
        }
    }

    /** @param value a {@code Boolean} for a parameter that is true or false, otherwise a text */
    public record DefaultValue(String name, Object value) {}
}
