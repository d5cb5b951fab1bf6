package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.SpecHash;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An update must not refuse a spec that was accepted, but a spec that was changed since is looked at again. */
class EarlierSpecDetectorTest {
    private static final String HASH_OF_KS_DEVOPS = "5f8d9c7b6";

    @Test
    void aNewPipelineWasNotAccepted() {
        assertThat(EarlierSpecDetector.wasAccepted(pipeline(Map.of()))).isFalse();
    }

    @Test
    void aPipelineThatOnlyKsDevopsHasSyncedWasAccepted() {
        assertThat(EarlierSpecDetector.wasAccepted(pipeline(Map.of(PipelineAnnotations.SPEC_HASH, HASH_OF_KS_DEVOPS))))
                .isTrue();
    }

    @Test
    void aSpecThatThisPluginHasSyncedWasAccepted() {
        String observed = SpecHash.compute(pipeline(Map.of()).getSpec());

        assertThat(EarlierSpecDetector.wasAccepted(pipeline(Map.of(Annotations.OBSERVED_SPEC, observed))))
                .isTrue();
    }

    /** The annotation of ks-devops stays for ever, and says nothing about later changes. */
    @Test
    void aSpecThatWasChangedSinceWasNotAccepted() {
        assertThat(EarlierSpecDetector.wasAccepted(pipeline(Map.of(
                        PipelineAnnotations.SPEC_HASH, HASH_OF_KS_DEVOPS, Annotations.OBSERVED_SPEC, "other/uid"))))
                .isFalse();
    }

    private static Pipeline pipeline(Map<String, String> annotations) {
        Pipeline pipeline = new Pipeline();
        pipeline.getMetadata().setName("web");
        pipeline.getMetadata().setUid("uid");
        pipeline.getMetadata().setAnnotations(annotations);
        pipeline.setSpec(NoScmPipelineBuilder.named("web").spec());
        return pipeline;
    }
}
