package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;

/**
 * The record of a job on disk.
 *
 * @param name folder and name of the job
 * @param owner the resource that the job belongs to
 * @param pipeline the definition of the job
 * @param disabled true after a person has disabled the job; then it accepts no builds
 */
record EmbeddedJobRecord(JobName name, Owner owner, NoScmPipeline pipeline, boolean disabled) {

    EmbeddedJobRecord withDisabled(boolean newValue) {
        return new EmbeddedJobRecord(name, owner, pipeline, newValue);
    }
}
