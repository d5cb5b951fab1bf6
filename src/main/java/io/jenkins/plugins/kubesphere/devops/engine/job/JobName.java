package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Names the job of a pipeline, or the job of one of its branches.
 *
 * @param folder the folder of the project, which is the namespace of the Pipeline
 * @param job the job in the folder, which is the metadata.name of the Pipeline
 * @param branch a branch, tag or pull request of a multi-branch pipeline: its own name, for example {@code feat/x}, or
 *     the name of its job, {@code feat%2Fx}. The engine accepts both. Empty for the job of the pipeline itself. When
 *     the engine looks for the job of a pipeline without branches, it ignores this value; it does not start a run with
 *     a branch on such a job
 */
public record JobName(String folder, String job, String branch) {
    public JobName {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(job);
        branch = Objects.requireNonNullElse(branch, "");
    }

    /** Creates the name of a pipeline's own job, not of the job of a branch. */
    public JobName(String folder, String job) {
        this(folder, job, "");
    }

    /** Returns the job of a branch of the same pipeline. */
    public JobName withBranch(String name) {
        return new JobName(folder, job, name);
    }

    /** Returns the job of the pipeline itself. */
    public JobName withoutBranch() {
        return new JobName(folder, job);
    }

    public boolean hasBranch() {
        return !branch.isEmpty();
    }

    /**
     * Returns the name of a branch for the name of its job: {@code feat/x} for both {@code feat%2Fx} and {@code
     * feat/x}. A name with a percent sign that does not start a code stays unchanged.
     */
    public static String decodeBranch(String branch) {
        try {
            return URLDecoder.decode(branch.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return branch;
        }
    }

    /** Returns {@code folder/job}, or {@code folder/job (branch)}, for messages. */
    @Override
    public String toString() {
        return folder + "/" + job + (hasBranch() ? " (" + branch + ")" : "");
    }
}
