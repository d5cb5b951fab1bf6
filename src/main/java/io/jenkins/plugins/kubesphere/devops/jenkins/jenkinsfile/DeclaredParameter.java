package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import java.util.List;
import java.util.Set;

/**
 * A parameter that a declarative Jenkinsfile declares. Immutable.
 *
 * @param type one of {@link #TYPES}, as it is written in the Jenkinsfile
 * @param name never empty
 * @param description empty for none
 * @param defaultValue empty for none; {@code true} or {@code false} of a {@code booleanParam}; encrypted by Jenkins if
 *     this is a password; empty for a choice, whose default is the first choice
 * @param choices the choices; empty for the other types
 * @param trim whether Jenkins removes white space around a value
 */
public record DeclaredParameter(
        String type, String name, String description, String defaultValue, List<String> choices, boolean trim) {
    public static final String STRING = "string";
    public static final String TEXT = "text";
    public static final String BOOLEAN = "booleanParam";
    public static final String CHOICE = "choice";
    public static final String PASSWORD = "password";

    /**
     * The types of Jenkins itself. Only a build can create a parameter of another type, because its plugin does that.
     */
    static final Set<String> TYPES = Set.of(STRING, TEXT, BOOLEAN, CHOICE, PASSWORD);

    public DeclaredParameter {
        choices = List.copyOf(choices);
    }

    /** Omits the default value, because this text may be written to a log. */
    @Override
    public String toString() {
        return type + " " + name;
    }
}
