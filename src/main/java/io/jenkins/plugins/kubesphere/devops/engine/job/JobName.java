package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where a pipeline's job lives, or the job of one of its branches.
 *
 * @param folder the project's folder, which is the Pipeline's namespace
 * @param job the job in it, which is the Pipeline's metadata.name
 * @param branch a branch, tag or request of a multi-branch pipeline, by its own name, {@code feat/x}, or by that of its job,
 *     {@code feat%2Fx}: the engine knows both. Empty for the pipeline itself. A job without branches is found whatever
 *     stands here, and builds no run that names one
 */
public record JobName(String folder, String job, String branch) {
    public JobName {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(job);
        branch = Objects.requireNonNullElse(branch, "");
    }

    /** The job of the pipeline itself. */
    public JobName(String folder, String job) {
        this(folder, job, "");
    }

    /** The job of a branch of the same pipeline. */
    public JobName ofBranch(String name) {
        return new JobName(folder, job, name);
    }

    /** The job of the pipeline itself. */
    public JobName ofPipeline() {
        return new JobName(folder, job);
    }

    public boolean namesBranch() {
        return !branch.isEmpty();
    }

    /**
     * Gives the name of a branch behind that of its job: {@code feat/x} for both {@code feat%2Fx} and {@code feat/x}. One whose
     * percent signs encode nothing stays as it is.
     */
    public static String decoded(String branch) {
        try {
            return URLDecoder.decode(branch.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return branch;
        }
    }

    /** {@code folder/job}, or {@code folder/job (branch)}, as users write it. */
    @Override
    public String toString() {
        return folder + "/" + job + (namesBranch() ? " (" + branch + ")" : "");
    }
}
