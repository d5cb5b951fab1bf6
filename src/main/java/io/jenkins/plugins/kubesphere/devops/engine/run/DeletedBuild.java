package io.jenkins.plugins.kubesphere.devops.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an engine remembers of a build of a run that a person or a discarder deleted. A discarder deletes builds right
 * after their end, so the end is remembered with the number.
 *
 * @param number number of the build
 * @param result how the build ended; {@link RunResult#NONE} if it was deleted before its end
 * @param startedAt when the build started; {@link Instant#EPOCH} if it was deleted before its end
 * @param endedAt when the build ended; {@link Instant#EPOCH} if it was deleted before its end
 */
public record DeletedBuild(int number, RunResult result, Instant startedAt, Instant endedAt) {

    /** Returns a build that was deleted before its end. */
    public static DeletedBuild unfinished(int number) {
        return new DeletedBuild(number, RunResult.NONE, Instant.EPOCH, Instant.EPOCH);
    }

    public boolean hasEnded() {
        return result != RunResult.NONE;
    }

    /** Returns the state of the run of this build. */
    public RunSnapshot toSnapshot(PipelineRunRef run) {
        return new RunSnapshot(
                run,
                OptionalInt.of(number),
                State.BUILD_DELETED,
                result,
                hasEnded() ? Optional.of(startedAt) : Optional.empty(),
                hasEnded() ? Optional.of(endedAt) : Optional.empty(),
                "build " + number
                        + (hasEnded()
                                ? " ended with result " + result + "; it was deleted, with its log"
                                : " was deleted"),
                Optional.empty());
    }
}
