package io.jenkins.plugins.kubesphere.devops.engine.job;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import java.util.Objects;

/**
 * Requests the job of a pipeline.
 *
 * @param name name of the job
 * @param owner the Pipeline
 * @param spec the spec of the Pipeline, in which the operator has already checked what every engine requires
 * @param buildNewBranches false if a new branch gets a job but no first build; has no effect on a pipeline without
 *     branches
 * @param adopt true if the owner takes over an existing job of this name that belongs to another owner, or to none
 */
public record JobRequest(JobName name, Owner owner, PipelineSpec spec, boolean buildNewBranches, boolean adopt) {
    public JobRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(spec);
    }

    /** Requests a job that builds new branches. */
    public JobRequest(JobName name, Owner owner, PipelineSpec spec, boolean adopt) {
        this(name, owner, spec, true, adopt);
    }

    /** Requests a job that builds new branches. Does not adopt an existing job. */
    public JobRequest(JobName name, Owner owner, PipelineSpec spec) {
        this(name, owner, spec, false);
    }
}
