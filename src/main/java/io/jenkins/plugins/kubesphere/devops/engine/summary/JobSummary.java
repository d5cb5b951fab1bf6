package io.jenkins.plugins.kubesphere.devops.engine.summary;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Describes the job of a pipeline for lists.
 *
 * @param weatherScore score of the last builds, from 0 (all failed) to 100; for a multi-branch pipeline, the score of
 *     its primary branch
 * @param estimatedMillis how long a build usually takes; empty if this is not known
 * @param disabled true if the job accepts no builds, or is not scanned
 * @param parameters the parameters of the job, in its order; none for a multi-branch pipeline
 * @param branches present for a multi-branch pipeline
 */
public record JobSummary(
        int weatherScore,
        OptionalLong estimatedMillis,
        boolean disabled,
        List<JobParameter> parameters,
        Optional<Branches> branches) {

    public JobSummary {
        Objects.requireNonNull(estimatedMillis);
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(branches);
    }

    /**
     * The branches, tags and pull requests of a multi-branch pipeline.
     *
     * @param listed the primary branch first, then those with the newest builds; at most as many as requested
     * @param branchCounts counts of branches and tags
     * @param requestCounts counts of pull and merge requests
     */
    public record Branches(List<BranchJob> listed, Counts branchCounts, Counts requestCounts) {
        public Branches {
            listed = List.copyOf(listed);
        }

        public int total() {
            return branchCounts.total() + requestCounts.total();
        }
    }

    /**
     * Counts branches.
     *
     * @param total number of all branches
     * @param failing number of branches whose last build failed
     * @param successful number of branches whose last build succeeded
     */
    public record Counts(int total, int failing, int successful) {}
}
