package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the last look for the branches of a multi-branch pipeline went.
 *
 * @param result {@link Result#NONE} until the first one has ended
 * @param startedAt when it began; present unless the result is NONE
 * @param message one line for the user: why it failed; empty if it did not
 * @param branches how many branches have a job now
 * @param leftOut branches that were looked at and got no job, in the order in which they were; the first few of them
 * @param leftOutTotal how many those are
 */
public record BranchScan(
        Result result,
        Optional<Instant> startedAt,
        String message,
        int branches,
        List<LeftOut> leftOut,
        int leftOutTotal) {

    /** At most so many branches are named that got no job. */
    public static final int MOST_LEFT_OUT = 20;

    public BranchScan {
        Objects.requireNonNull(result);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(message);
        leftOut = List.copyOf(leftOut);
    }

    /** None has ended yet. */
    public static BranchScan none(int branches) {
        return new BranchScan(Result.NONE, Optional.empty(), "", branches, List.of(), 0);
    }

    /** How a scan ended. */
    public enum Result {
        NONE,
        SUCCESS,
        /** The repository could not be read, for example. The branches are those of the scan before. */
        FAILURE,
        /** A person stopped it. */
        ABORTED
    }

    /**
     * A branch without a job.
     *
     * @param branch its name
     * @param why for a person: what it lacks; empty if the engine does not say
     */
    public record LeftOut(String branch, String why) {
        public LeftOut {
            Objects.requireNonNull(branch);
            Objects.requireNonNull(why);
        }
    }
}
