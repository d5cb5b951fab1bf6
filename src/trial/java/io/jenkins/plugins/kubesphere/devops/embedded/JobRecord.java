package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;

/**
 * A job, as it stands on disk.
 *
 * @param name where it lives
 * @param owner whose it is
 * @param pipeline what it builds
 * @param disabled true after a person disabled it; it takes no builds then
 */
record JobRecord(JobName name, Owner owner, NoScmPipeline pipeline, boolean disabled) {

    JobRecord disabled(boolean wanted) {
        return new JobRecord(name, owner, pipeline, wanted);
    }
}
