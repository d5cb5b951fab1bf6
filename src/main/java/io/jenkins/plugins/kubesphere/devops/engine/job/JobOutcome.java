package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.List;
import java.util.Objects;

/**
 * The result of a request for a job, which is as requested now.
 *
 * @param change what was done
 * @param conflicts fields of the spec that the Jenkinsfile or a person set as well, and that the job has from the spec:
 *     {@code discarder}, {@code parameters/WHO}; empty for none
 * @param driftBefore how the job was before
 */
public record JobOutcome(ItemChange change, List<String> conflicts, Drift driftBefore) {
    public JobOutcome {
        Objects.requireNonNull(change);
        Objects.requireNonNull(driftBefore);
        conflicts = List.copyOf(conflicts);
    }

    /** Creates the result for a job that did not differ or did not exist. */
    public JobOutcome(ItemChange change, List<String> conflicts) {
        this(change, conflicts, Drift.NONE);
    }

    /** Creates the result for such a job without conflicts. */
    public JobOutcome(ItemChange change) {
        this(change, List.of());
    }
}
