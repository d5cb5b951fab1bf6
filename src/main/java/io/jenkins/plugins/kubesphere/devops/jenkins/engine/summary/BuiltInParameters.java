package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import java.util.Optional;
import java.util.Set;

/**
 * Knows the parameters of Jenkins itself whose default value is a plain value. The Jenkinsfile of a tenant chooses the
 * class of a parameter. The default value of another class may call a repository, run a script, or load the builds of
 * any job, and so hold up the thread that asks for it.
 */
public final class BuiltInParameters {
    private static final String PASSWORD = "hudson.model.PasswordParameterDefinition";

    private static final Set<String> CLASSES = Set.of(
            "hudson.model.StringParameterDefinition",
            "hudson.model.TextParameterDefinition",
            "hudson.model.BooleanParameterDefinition",
            "hudson.model.ChoiceParameterDefinition",
            PASSWORD);

    private BuiltInParameters() {}

    /** True if the methods of the definition are quick and run no foreign code. A subclass is not built in. */
    public static boolean contains(ParameterDefinition definition) {
        return CLASSES.contains(definition.getClass().getName());
    }

    /** True for a parameter whose values are secret. */
    public static boolean isPassword(ParameterDefinition definition) {
        return PASSWORD.equals(definition.getClass().getName());
    }

    /** Returns the default value; empty if the parameter has none, or is not built in. */
    public static Optional<ParameterValue> defaultValue(ParameterDefinition definition) {
        return contains(definition) ? Optional.ofNullable(definition.getDefaultParameterValue()) : Optional.empty();
    }
}
