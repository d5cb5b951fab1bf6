package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;

/**
 * Recognizes a spec that was accepted before it could be refused. Its runs worked, so it must not be refused by an
 * update, only when somebody changes it.
 */
final class EarlierSpecDetector {
    private EarlierSpecDetector() {}

    /** Returns true if an earlier version, or ks-devops, has synced the spec as it is now. */
    static boolean wasAccepted(Pipeline pipeline) {
        boolean isSyncedByKsDevops = MetadataReader.annotation(pipeline, PipelineAnnotations.SPEC_HASH)
                        .isPresent()
                && MetadataReader.annotation(pipeline, Annotations.OBSERVED_SPEC)
                        .isEmpty();
        return isSyncedByKsDevops || SyncOutcome.wasSynced(pipeline);
    }
}
