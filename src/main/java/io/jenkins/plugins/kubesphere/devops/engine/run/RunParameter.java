package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Objects;

/**
 * A parameter value given by a run. A parameter that a run does not give takes the job's default.
 *
 * @param name as the job declares it
 * @param value always text: {@code true} or {@code false} for booleans, one of the choices for choices
 */
public record RunParameter(String name, String value) {
    public RunParameter {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }

    /** Without the value, which may be a password. */
    @Override
    public String toString() {
        return name;
    }
}
