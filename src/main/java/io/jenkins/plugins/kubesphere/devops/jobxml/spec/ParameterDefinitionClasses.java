package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import java.util.Map;
import java.util.Objects;

/** Maps the parameter types of a spec to classes of Jenkins core. */
public final class ParameterDefinitionClasses {
    public static final String BOOLEAN = "hudson.model.BooleanParameterDefinition";
    public static final String CHOICE = "hudson.model.ChoiceParameterDefinition";
    public static final String FILE = "hudson.model.FileParameterDefinition";
    public static final String PASSWORD = "hudson.model.PasswordParameterDefinition";
    public static final String STRING = "hudson.model.StringParameterDefinition";
    public static final String TEXT = "hudson.model.TextParameterDefinition";

    private static final Map<String, String> CLASSES = Map.of(
            ParameterTypes.BOOLEAN, BOOLEAN,
            ParameterTypes.CHOICE, CHOICE,
            ParameterTypes.FILE, FILE,
            ParameterTypes.PASSWORD, PASSWORD,
            ParameterTypes.STRING, STRING,
            ParameterTypes.TEXT, TEXT);

    private ParameterDefinitionClasses() {}

    /** @param type one of {@link ParameterTypes} */
    static String of(String type) {
        return Objects.requireNonNull(CLASSES.get(type), type);
    }
}
