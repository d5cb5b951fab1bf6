package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.ParameterValue;
import java.util.Optional;

/** The value of a parameter of a build, as text. Of other types only their plugin knows what they contain. */
public final class ParameterTextReader {
    private ParameterTextReader() {}

    /** Returns the value as text; empty if it is not a text, a number or a boolean. */
    public static Optional<String> read(ParameterValue parameter) {
        Object value = parameter.getValue();
        return value instanceof String || value instanceof Boolean || value instanceof Number
                ? Optional.of(value.toString())
                : Optional.empty();
    }
}
