package io.jenkins.plugins.kubesphere.devops.engine.summary;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pipeline's job as lists show it.
 *
 * @param weather how well the last builds went, 0 to 100; of a multi-branch pipeline that of its primary branch
 * @param estimatedMillis how long a build takes as a rule; empty if none tells
 * @param disabled it takes no builds, or is not scanned
 * @param parameters what a build can be given, in the order of the job; of a multi-branch pipeline none
 * @param branches of a multi-branch pipeline
 */
public record JobSummary(
        int weather,
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
     * The branches of a multi-branch pipeline, tags and requests with them.
     *
     * @param listed the primary one first, then those that were built last; as many as were asked for
     * @param heads counts of branches and tags
     * @param requests counts of pull and merge requests
     */
    public record Branches(List<BranchJob> listed, Counts heads, Counts requests) {
        public Branches {
            listed = List.copyOf(listed);
        }

        public int total() {
            return heads.total() + requests.total();
        }
    }

    /**
     * How many there are.
     *
     * @param total all of them
     * @param failing those whose last build failed
     * @param successful those whose last build succeeded
     */
    public record Counts(int total, int failing, int successful) {}
}
