package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.List;
import java.util.Objects;

/**
 * The result of {@code ensureJob}. The job is now as requested.
 *
 * @param change what was done to the job
 * @param conflicts names of the fields that the spec sets and that the Jenkinsfile or a person sets too, for example
 *     {@code discarder} or {@code parameters/WHO}. The job has the value of the spec
 * @param driftBefore how the job differed from the request before this call
 */
public record JobOutcome(ItemOperationResult change, List<String> conflicts, Drift driftBefore) {
    public JobOutcome {
        Objects.requireNonNull(change);
        Objects.requireNonNull(driftBefore);
        conflicts = List.copyOf(conflicts);
    }

    /** Creates the result for a job that did not differ or did not exist. */
    public JobOutcome(ItemOperationResult change, List<String> conflicts) {
        this(change, conflicts, Drift.NONE);
    }

    /** Creates an outcome without conflicts and without drift: the job is new, or it was as requested. */
    public JobOutcome(ItemOperationResult change) {
        this(change, List.of());
    }
}
