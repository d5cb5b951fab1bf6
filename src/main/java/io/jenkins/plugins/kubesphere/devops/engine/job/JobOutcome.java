package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.List;
import java.util.Objects;

/**
 * A job that stands as requested.
 *
 * @param change what that took
 * @param overruled fields of the spec that the Jenkinsfile or a person set as well, and that the job has from the spec:
 *     {@code discarder}, {@code parameters/WHO}; empty if nothing was set twice
 * @param found how it was before
 */
public record JobOutcome(ItemChange change, List<String> overruled, Drift found) {
    public JobOutcome {
        Objects.requireNonNull(change);
        Objects.requireNonNull(found);
        overruled = List.copyOf(overruled);
    }

    /** It was not there, or as requested. */
    public JobOutcome(ItemChange change, List<String> overruled) {
        this(change, overruled, Drift.NONE);
    }

    /** Nothing was set twice, either. */
    public JobOutcome(ItemChange change) {
        this(change, List.of());
    }
}
