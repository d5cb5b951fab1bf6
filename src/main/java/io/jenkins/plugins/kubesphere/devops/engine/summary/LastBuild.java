package io.jenkins.plugins.kubesphere.devops.engine.summary;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes the last build of a job, no matter who started it.
 *
 * @param number number of the build
 * @param result how it ended; {@link RunSnapshot.RunResult#NONE} while it runs
 * @param startedAt when it started
 * @param endedAt when it ended; empty while it runs
 * @param causes why it was started, one line each
 */
public record LastBuild(
        int number, RunSnapshot.RunResult result, Instant startedAt, Optional<Instant> endedAt, List<String> causes) {
    public LastBuild {
        Objects.requireNonNull(result);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(endedAt);
        causes = List.copyOf(causes);
    }
}
