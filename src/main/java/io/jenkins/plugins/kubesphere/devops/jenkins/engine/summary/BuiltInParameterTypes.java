package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import java.util.Optional;
import java.util.Set;

/**
 * Knows the types of parameters whose methods are quick and run no foreign code. The Jenkinsfile of a tenant chooses
 * the type of a parameter. To find its default value, any other type may call a repository, run a script, or load the
 * builds of any job, and so hold up the thread that asks for it.
 */
public final class BuiltInParameterTypes {
    private static final String PASSWORD = "hudson.model.PasswordParameterDefinition";

    private static final Set<String> CLASSES = Set.of(
            "hudson.model.StringParameterDefinition",
            "hudson.model.TextParameterDefinition",
            "hudson.model.BooleanParameterDefinition",
            "hudson.model.ChoiceParameterDefinition",
            PASSWORD);

    private BuiltInParameterTypes() {}

    /** True if the definition has one of these types, and not a subclass of it. */
    public static boolean contains(ParameterDefinition definition) {
        return CLASSES.contains(definition.getClass().getName());
    }

    /** True for a parameter whose values are secret. */
    public static boolean isPassword(ParameterDefinition definition) {
        return PASSWORD.equals(definition.getClass().getName());
    }

    /** Returns the default value; empty if the parameter has none, or has another type. */
    public static Optional<ParameterValue> defaultValue(ParameterDefinition definition) {
        return contains(definition) ? Optional.ofNullable(definition.getDefaultParameterValue()) : Optional.empty();
    }
}
