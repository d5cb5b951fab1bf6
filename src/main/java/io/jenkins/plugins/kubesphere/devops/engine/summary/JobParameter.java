package io.jenkins.plugins.kubesphere.devops.engine.summary;

import java.util.List;
import java.util.Objects;

/**
 * Describes a parameter of a job.
 *
 * @param name name of the parameter
 * @param type simple name of the parameter's class in Jenkins, for example {@code StringParameterDefinition}, because
 *     clients of existing clusters expect it
 * @param description free text, empty for none
 * @param defaultValue the value that a build gets if none is given; empty for none, and always empty for a password
 * @param choices the allowed values; empty if every value is allowed
 */
public record JobParameter(String name, String type, String description, String defaultValue, List<String> choices) {
    public JobParameter {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(description);
        Objects.requireNonNull(defaultValue);
        choices = List.copyOf(choices);
    }
}
