package io.jenkins.plugins.kubesphere.devops.engine;

import java.util.Objects;

/**
 * Where a pipeline's job lives.
 *
 * @param folder the project's folder, which is the Pipeline's namespace
 * @param job the job in it, which is the Pipeline's metadata.name
 */
public record JobName(String folder, String job) {
    public JobName {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(job);
    }

    /** {@code folder/job}, as users write it. */
    @Override
    public String toString() {
        return folder + "/" + job;
    }
}
