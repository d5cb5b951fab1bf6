package io.jenkins.plugins.kubesphere.devops.engine.graph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The question that a step {@code input} asks a person.
 *
 * @param id identifies the question within the build
 * @param ok text of the button that continues the build
 * @param submitter names of the users and groups that may answer, separated by commas; empty if everybody may who may
 *     build the job
 */
public record InputQuestion(
        String id, String message, String ok, Optional<String> submitter, List<Parameter> parameters) {

    public InputQuestion {
        Objects.requireNonNull(id);
        Objects.requireNonNull(message);
        Objects.requireNonNull(ok);
        Objects.requireNonNull(submitter);
        parameters = List.copyOf(parameters);
    }

    /**
     * A value that the answer may have.
     *
     * @param type class of the definition in Jenkins, such as {@code StringParameterDefinition}
     * @param defaultValue empty if there is none, or if it is a secret
     * @param choices the allowed values; empty if every value is allowed
     */
    public record Parameter(
            String name, String type, String description, Optional<String> defaultValue, List<String> choices) {
        public Parameter {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
            Objects.requireNonNull(description);
            Objects.requireNonNull(defaultValue);
            choices = List.copyOf(choices);
        }
    }
}
