package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import java.util.Map;
import java.util.Optional;

/** The classes of Jenkins core that the parameter types of a spec become. */
final class ParameterClass {
    static final String BOOLEAN = "hudson.model.BooleanParameterDefinition";
    static final String CHOICE = "hudson.model.ChoiceParameterDefinition";
    static final String FILE = "hudson.model.FileParameterDefinition";
    static final String PASSWORD = "hudson.model.PasswordParameterDefinition";
    static final String STRING = "hudson.model.StringParameterDefinition";
    static final String TEXT = "hudson.model.TextParameterDefinition";

    private static final Map<String, String> CLASSES = Map.of(
            ParameterTypes.BOOLEAN, BOOLEAN,
            ParameterTypes.CHOICE, CHOICE,
            ParameterTypes.FILE, FILE,
            ParameterTypes.PASSWORD, PASSWORD,
            ParameterTypes.STRING, STRING,
            ParameterTypes.TEXT, TEXT);

    private ParameterClass() {}

    /** @param type the word in the spec, or null */
    static Optional<String> of(String type) {
        return type == null ? Optional.empty() : Optional.ofNullable(CLASSES.get(type));
    }
}
