package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Optional;

/**
 * Reads and creates the value of {@link RunAnnotations#JOB}: the job that was recorded when the run was claimed. The
 * value has no folder, because the folder is always the namespace of the run. So nobody can name a job of another
 * project with it.
 */
public final class JobAnnotation {
    private static final char SEPARATOR = '/';

    /** All annotations of an object have a common limit, and Kubernetes would refuse a claim that exceeds it. */
    private static final int MAX_LENGTH = 4_096;

    private JobAnnotation() {}

    /**
     * Returns the value for a job.
     *
     * @return empty if the name of the branch is so long that no branch can have it
     */
    public static Optional<String> format(JobName job) {
        return Optional.of(job.hasBranch() ? job.job() + SEPARATOR + job.branch() : job.job())
                .filter(value -> value.length() <= MAX_LENGTH);
    }

    /**
     * Returns the job that was recorded for a run.
     *
     * @return empty if no instance has claimed the run, because then whoever created the run wrote the annotation; if
     *     it is a copy of a claimed run; if an earlier version claimed it; or if the value does not name a Pipeline
     */
    static Optional<JobName> read(PipelineRun run) {
        return OwnRunAnnotations.read(run, RunAnnotations.JOB)
                .filter(value -> OwnRunAnnotations.instance(run).isPresent())
                .flatMap(value -> parse(run.getMetadata().getNamespace(), value));
    }

    private static Optional<JobName> parse(String folder, String value) {
        int separator = value.indexOf(SEPARATOR);
        String pipeline = separator < 0 ? value : value.substring(0, separator);
        String branch = separator < 0 ? "" : value.substring(separator + 1);
        boolean wellFormed = KubernetesNames.isObjectName(pipeline) && branch.isEmpty() == separator < 0;
        return wellFormed ? Optional.of(new JobName(folder, pipeline, branch)) : Optional.empty();
    }
}
