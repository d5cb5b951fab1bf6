package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.util.List;
import java.util.Objects;

/**
 * The builds that have used a credential. Builds that were deleted may be among them.
 *
 * @param id under which the engine records the usage: 32 hexadecimal digits. It says nothing about the values
 * @param jobs in the order of their names
 */
public record CredentialUsage(String id, List<JobUsage> jobs) {
    public CredentialUsage {
        Objects.requireNonNull(id);
        jobs = List.copyOf(jobs);
    }

    /**
     * The builds of one job.
     *
     * @param job full name of the job, such as {@code demo/web}, or {@code demo/web/feat%2Fx} for a branch
     */
    public record JobUsage(String job, List<BuildRange> builds) {
        public JobUsage {
            Objects.requireNonNull(job);
            builds = List.copyOf(builds);
        }
    }

    /**
     * Builds with consecutive numbers.
     *
     * @param first the number of the first build, at least 1
     * @param last the number of the last build
     */
    public record BuildRange(int first, int last) {}
}
