package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A parameter that a job declares.
 *
 * @param name name that the Jenkinsfile reads it by
 * @param type one of {@link ParameterTypes}
 * @param defaultValue value of a run that gives none
 * @param choices what a value must be one of; empty unless it is a choice
 */
record DeclaredParameter(String name, String type, String defaultValue, List<String> choices) {
    private static final Set<String> TYPES = Set.of(
            ParameterTypes.STRING,
            ParameterTypes.TEXT,
            ParameterTypes.BOOLEAN,
            ParameterTypes.CHOICE,
            ParameterTypes.PASSWORD);

    static DeclaredParameter plain(String name, String type, Object defaultValue) {
        return new DeclaredParameter(name, type, Objects.toString(defaultValue, ""), List.of());
    }

    /** @param choices the first is the default */
    static DeclaredParameter choice(String name, List<String> choices) {
        return new DeclaredParameter(
                name, ParameterTypes.CHOICE, choices.isEmpty() ? "" : choices.get(0), List.copyOf(choices));
    }

    /** As a Pipeline's spec says it, where the default value of a choice holds all choices. */
    static DeclaredParameter of(ParameterDefinition definition) {
        String value = Objects.requireNonNullElse(definition.defaultValue(), "");
        if (ParameterTypes.BOOLEAN.equals(definition.type())) {
            return plain(definition.name(), definition.type(), Boolean.parseBoolean(value));
        }
        return ParameterTypes.CHOICE.equals(definition.type())
                ? choice(definition.name(), value.lines().toList())
                : plain(definition.name(), definition.type(), value);
    }

    /** @throws EngineRefusal {@link EngineRefusal.Reason#INVALID_SPEC} if the type is none that we have */
    static void check(Owner owner, ParameterDefinition definition) {
        if (!TYPES.contains(definition.type())) {
            throw new EngineRefusal(
                    EngineRefusal.Reason.INVALID_SPEC,
                    owner + ": parameter " + definition.name() + " is of type \"" + definition.type()
                            + "\", which the embedded engine does not have; use ./run --jenkins for it");
        }
    }

    /** Why a value does not fit, null if it does. Never holds the value, which may be a secret. */
    String objection(String value) {
        if (ParameterTypes.BOOLEAN.equals(type) && !value.equals("true") && !value.equals("false")) {
            return "takes true or false";
        }
        return ParameterTypes.CHOICE.equals(type) && !choices.contains(value)
                ? "takes one of " + String.join(", ", choices)
                : null;
    }

    boolean isSecret() {
        return ParameterTypes.PASSWORD.equals(type);
    }

    /** The value as {@code params} shows it. */
    Object typed(String value) {
        return ParameterTypes.BOOLEAN.equals(type) ? (Object) Boolean.valueOf(value) : value;
    }
}
