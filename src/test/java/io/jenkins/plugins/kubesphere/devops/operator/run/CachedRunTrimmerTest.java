package io.jenkins.plugins.kubesphere.devops.operator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachedRunTrimmerTest {
    @Test
    void aCompletedRunKeepsOnlyTheFieldsThatAreStillRead() {
        PipelineRun kept = prune(run("2026-01-02T03:04:05Z"));

        assertThat(kept.getMetadata().getManagedFields()).isEmpty();
        assertThat(kept.getMetadata().getAnnotations()).containsEntry("a", "b");
        assertThat(kept.getSpec().pipelineSpec()).isNull();
        assertThat(kept.getSpec().parameters()).isEmpty();
        assertThat(kept.getSpec().pipelineRef().name())
                .as("needed to delete the build of the run")
                .isEqualTo("web");
        assertThat(kept.getStatus().hasEnded()).isTrue();
    }

    @Test
    void anUnfinishedRunKeepsItsSpec() {
        PipelineRun kept = prune(run(null));

        assertThat(kept.getMetadata().getManagedFields()).isEmpty();
        assertThat(kept.getSpec()).isEqualTo(run(null).getSpec());
    }

    private static PipelineRun prune(PipelineRun run) {
        new CachedRunTrimmer().onResourceCreated(run);
        return run;
    }

    private static PipelineRun run(String completed) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("web-1")
                .withAnnotations(Map.of("a", "b"))
                .withManagedFields(new ManagedFieldsEntry())
                .build());
        run.setSpec(new PipelineRunSpec(
                RunSpecs.reference("web"),
                List.of(new PipelineRunParameter("name", "value")),
                null,
                null,
                new PipelineSpec("pipeline", null, null)));
        run.setStatus(new PipelineRunStatus("Succeeded", null, completed, null, List.of()));
        return run;
    }
}
