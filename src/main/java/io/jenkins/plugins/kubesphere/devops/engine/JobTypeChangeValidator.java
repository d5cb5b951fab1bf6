package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;

/** Refuses to change the job of a pipeline into a job of another kind, because the builds of the job would be lost. */
public final class JobTypeChangeValidator {
    private JobTypeChangeValidator() {}

    /**
     * Checks that an existing job keeps its kind.
     *
     * @param existingType {@code spec.type} with which the existing job was created, one of {@link
     *     io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes}
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#TYPE_CHANGED} if the spec has another type
     */
    public static void requireSameType(JobRequest request, String existingType) {
        String type = request.spec().type();
        if (!existingType.equals(type)) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.TYPE_CHANGED,
                    request.owner() + ": spec.type is now \"" + type + "\", but the job " + request.name()
                            + " was created for \"" + existingType
                            + "\"; the job and its builds are unchanged. Set spec.type back to \"" + existingType
                            + "\", or delete the Pipeline, which also deletes its builds, and create it again");
        }
    }
}
