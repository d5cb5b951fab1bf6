package io.jenkins.plugins.kubesphere.devops.engine.job;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import java.util.Objects;

/**
 * The job that a pipeline wants.
 *
 * @param name where it lives
 * @param owner the Pipeline
 * @param spec the Pipeline's spec, already checked by the operator for what every engine needs
 * @param buildNewBranches false if a branch that is found for the first time gets a job and no build; of no effect on a
 *     pipeline without branches
 * @param adopt true if a job of that name that belongs to somebody else, or to nobody, shall become the owner's
 */
public record JobRequest(JobName name, Owner owner, PipelineSpec spec, boolean buildNewBranches, boolean adopt) {
    public JobRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(spec);
    }

    /** Builds new branches. */
    public JobRequest(JobName name, Owner owner, PipelineSpec spec, boolean adopt) {
        this(name, owner, spec, true, adopt);
    }

    /** Builds new branches, and adopts nothing. */
    public JobRequest(JobName name, Owner owner, PipelineSpec spec) {
        this(name, owner, spec, false);
    }
}
