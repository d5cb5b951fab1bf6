package io.jenkins.plugins.kubesphere.devops.engine;

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

    /**
     * Sees to it that a job stays what it is: one of another kind could only be made in its place, and its builds would be
     * lost without anybody having said so.
     *
     * @param madeFor type of the pipeline that the owner's job was made for, one of {@link
     *     io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes}
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#TYPE_CHANGED} if the spec says another one
     */
    public void requireType(String madeFor) {
        if (!madeFor.equals(spec.type())) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.TYPE_CHANGED,
                    owner + ": spec.type is \"" + spec.type() + "\" now, and the job " + name + " was made for \""
                            + madeFor + "\"; it stays as it is, with its builds. Set spec.type back, or delete the"
                            + " Pipeline, whose builds go with it, and create it again");
        }
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
