package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;

/**
 * Refuses to turn the job of a pipeline into a job of another kind: its builds would be lost, and nobody asked for
 * that.
 */
public final class JobTypeCheck {
    private JobTypeCheck() {}

    /**
     * Checks that an existing job keeps its kind.
     *
     * @param madeFor the type of the pipeline that the owner's job was made for, one of {@link
     *     io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes}
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#TYPE_CHANGED} if the spec has another type
     */
    public static void require(JobRequest request, String madeFor) {
        String type = request.spec().type();
        if (!madeFor.equals(type)) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.TYPE_CHANGED,
                    request.owner() + ": spec.type is \"" + type + "\" now, and the job " + request.name()
                            + " was made for \"" + madeFor + "\"; it stays as it is, with its builds. Set spec.type"
                            + " back, or delete the Pipeline, whose builds go with it, and create it again");
        }
    }
}
