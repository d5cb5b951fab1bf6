package io.jenkins.plugins.kubesphere.devops.engine.summary;

import java.util.List;
import java.util.Objects;

/**
 * A parameter that a job takes.
 *
 * @param name as a run gives it
 * @param type simple name of the class in Jenkins, {@code StringParameterDefinition}; clients of existing clusters know these
 * @param description free text, empty for none
 * @param defaultValue what a build gets that is given none; empty for none, and always for a password
 * @param choices the values that it may have; empty if any is
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
