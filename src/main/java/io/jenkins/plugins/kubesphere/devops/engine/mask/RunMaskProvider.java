package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.util.Optional;

/** Finds what must be masked in texts of the build of a run. May wait. */
@FunctionalInterface
public interface RunMaskProvider {
    /** Returns empty if the secrets are not known; then no text is shown. */
    Optional<SecretMask> findMask(JobName job, PipelineRunRef run);
}
