package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The run whose build is replayed: with its Jenkinsfile, not with that of today.
 *
 * @param run the run; its build belongs to the job of the new build
 * @param createdAt as in {@link RunRequest#createdAt}
 * @param ended true if the run has ended: a build that it lacks does not come any more
 * @param stage the stage at which the new build begins; empty if it begins at the start
 */
public record OriginalRun(PipelineRunRef run, Instant createdAt, boolean ended, Optional<String> stage) {
    public OriginalRun {
        Objects.requireNonNull(run);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(stage);
    }
}
