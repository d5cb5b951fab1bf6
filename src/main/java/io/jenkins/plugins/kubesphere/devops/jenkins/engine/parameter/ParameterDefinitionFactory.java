package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import hudson.model.BooleanParameterDefinition;
import hudson.model.ChoiceParameterDefinition;
import hudson.model.ParameterDefinition;
import hudson.model.PasswordParameterDefinition;
import hudson.model.StringParameterDefinition;
import hudson.model.TextParameterDefinition;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.DeclaredParameter;
import java.util.Objects;

/** Creates the definition that a build would create for a parameter of its Jenkinsfile. */
final class ParameterDefinitionFactory {
    private ParameterDefinitionFactory() {}

    static ParameterDefinition create(DeclaredParameter parameter) {
        String name = parameter.name();
        String value = parameter.defaultValue();
        String description = parameter.description();
        return switch (parameter.type()) {
            case DeclaredParameter.TEXT -> new TextParameterDefinition(name, value, description);
            case DeclaredParameter.BOOLEAN ->
                new BooleanParameterDefinition(name, Boolean.parseBoolean(value), description);
            case DeclaredParameter.CHOICE ->
                new ChoiceParameterDefinition(name, parameter.choices().toArray(String[]::new), description);
            case DeclaredParameter.PASSWORD ->
                new PasswordParameterDefinition(
                        name,
                        // The text is empty, or was encrypted by this Jenkins or by one with another key.
                        Objects.requireNonNullElseGet(Secret.decrypt(value), () -> Secret.fromString("")),
                        description);
            default -> new StringParameterDefinition(name, value, description, parameter.trim());
        };
    }
}
