package io.jenkins.plugins.kubesphere.devops.engine.build;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Objects;

/**
 * Names a build.
 *
 * @param job the job of the build; in a multi-branch pipeline the job of the branch, with the own name of the branch
 * @param number the number of the build, at least 1
 */
public record BuildRef(JobName job, int number) {
    public BuildRef {
        Objects.requireNonNull(job);
    }

    /** Returns {@code build 7 of folder/job}, for messages. */
    @Override
    public String toString() {
        return "build " + number + " of " + job;
    }
}
