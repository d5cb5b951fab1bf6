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
 * @param notes what the author of the spec should know although the job is as requested; each is a part of a sentence,
 *     with the field of the spec, and the same in each call for the same spec
 */
public record JobOutcome(ItemOperationResult change, List<String> conflicts, Drift driftBefore, List<String> notes) {
    public JobOutcome {
        Objects.requireNonNull(change);
        Objects.requireNonNull(driftBefore);
        conflicts = List.copyOf(conflicts);
        notes = List.copyOf(notes);
    }

    /** Creates an outcome without notes. */
    public JobOutcome(ItemOperationResult change, List<String> conflicts, Drift driftBefore) {
        this(change, conflicts, driftBefore, List.of());
    }

    /** Creates the result for a job that did not differ or did not exist. */
    public JobOutcome(ItemOperationResult change, List<String> conflicts) {
        this(change, conflicts, Drift.NONE);
    }

    /** Creates an outcome without conflicts and without drift: the job is new, or it was as requested. */
    public JobOutcome(ItemOperationResult change) {
        this(change, List.of());
    }

    /** Returns the same outcome with these notes. */
    public JobOutcome withNotes(List<String> newNotes) {
        return new JobOutcome(change, conflicts, driftBefore, newNotes);
    }
}
