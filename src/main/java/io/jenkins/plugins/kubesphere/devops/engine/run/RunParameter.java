package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Objects;

/**
 * A value that a run gives to a parameter of its job. A parameter without a value gets the default of the job.
 *
 * @param name name of the parameter in the job
 * @param value the value as text: {@code true} or {@code false} for booleans, one of the choices for a choice
 * @param secret true if the value comes from a Secret. The engine may pass it on only where it is not stored in clear
 */
public record RunParameter(String name, String value, boolean secret) {
    public RunParameter {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }

    /** A value that the run itself has, so everybody who may read the run knows it. */
    public RunParameter(String name, String value) {
        this(name, value, false);
    }

    /** Returns the name only, because the value may be a password. */
    @Override
    public String toString() {
        return name;
    }
}
