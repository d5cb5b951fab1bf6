package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of the last scan, or the state of a long one, for the branches of a multi-branch pipeline.
 *
 * @param result {@link ScanResult#NONE} until the first scan has ended
 * @param startedAt when the scan began; present unless the result is NONE
 * @param message one line for the user that says why the scan failed, what it waits for, or what to know about one that
 *     succeeded; may be empty
 * @param branchCount number of branches that have a job now
 * @param skipped the first branches that the scan found and that got no job, in the order of the scan
 * @param skippedCount number of all branches that the scan found and that got no job
 */
public record BranchScan(
        ScanResult result,
        Optional<Instant> startedAt,
        String message,
        int branchCount,
        List<SkippedBranch> skipped,
        int skippedCount) {

    /** Maximum number of skipped branches that are named. */
    public static final int MAX_SKIPPED = 20;

    public BranchScan {
        Objects.requireNonNull(result);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(message);
        skipped = List.copyOf(skipped);
    }

    /**
     * Returns the state of a scan that has been running for a long time.
     *
     * @param message what the scan waits for, if the engine knows it; may be empty
     */
    public static BranchScan running(Instant startedAt, String message, int branchCount) {
        return new BranchScan(ScanResult.RUNNING, Optional.of(startedAt), message, branchCount, List.of(), 0);
    }

    /** Returns the result before the first scan has ended. */
    public static BranchScan notScanned(int branchCount) {
        return new BranchScan(ScanResult.NONE, Optional.empty(), "", branchCount, List.of(), 0);
    }

    /** How a scan ended. */
    public enum ScanResult {
        NONE,
        /**
         * The scan has been running for a long time. Its message does not change as long as the scan makes progress.
         */
        RUNNING,
        SUCCESS,
        /**
         * The scan failed, for example because the repository could not be read. The jobs of the previous scan are
         * kept.
         */
        FAILURE,
        /** A person stopped the scan. */
        ABORTED
    }

    /**
     * A branch that was found and got no job.
     *
     * @param branch name of the branch
     * @param reason text for the user that says what the branch lacks; empty if the engine does not know it
     */
    public record SkippedBranch(String branch, String reason) {
        public SkippedBranch {
            Objects.requireNonNull(branch);
            Objects.requireNonNull(reason);
        }
    }
}
