package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;

/**
 * A job, as it stands on disk.
 *
 * @param owner whose it is, null if nobody's: somebody made it by hand
 * @param pipeline what it builds
 * @param disabled true after a person disabled it; it takes no builds then
 */
record JobRecord(Owner owner, NoScmPipeline pipeline, boolean disabled) {

    boolean oneAtATime() {
        return Boolean.TRUE.equals(pipeline.disableConcurrent());
    }
}
