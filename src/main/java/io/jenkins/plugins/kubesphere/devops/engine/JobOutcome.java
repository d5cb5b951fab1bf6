package io.jenkins.plugins.kubesphere.devops.engine;

import java.util.List;
import java.util.Objects;

/**
 * A job that stands as requested.
 *
 * @param change what that took
 * @param overruled fields of the spec that the Jenkinsfile or a person set as well, and that the job has from the spec:
 *     {@code discarder}, {@code parameters/WHO}; empty if nothing was set twice
 */
public record JobOutcome(Change change, List<String> overruled) {
    public JobOutcome {
        Objects.requireNonNull(change);
        overruled = List.copyOf(overruled);
    }

    /** Nothing was set twice. */
    public JobOutcome(Change change) {
        this(change, List.of());
    }
}
