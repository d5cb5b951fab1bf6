package io.jenkins.plugins.kubesphere.devops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is deleted goes, and what stands for it in the engine goes with it. */
class DeletionIT extends OnTarget {

    @Test
    void deletingARunStopsAndDeletesItsBuild() {
        loop.pipeline("web", Loop.WAITS);
        PipelineRun run = loop.awaitPhase(loop.run("web-1", "web"), "Running");

        loop.client.resource(run).delete();

        loop.awaitGone(run);
        assertThat(loop.isUnknown(run)).isTrue();
    }

    @Test
    void deletingARunKeepsItsBuildWhenAskedTo() {
        loop.pipeline("web", Loop.SUCCEEDS);
        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));

        loop.edit(run, found -> found.getMetadata().getAnnotations().put(RunAnnotations.KEEP_RECORD, "true"));
        loop.client.resource(run).delete();

        loop.awaitGone(run);
        assertThat(loop.build(run)).isPresent();
    }

    @Test
    void deletingAPipelineStopsItsBuildsAndLeavesRunsThatCanBeDeleted() {
        Pipeline pipeline = loop.pipeline("web", Loop.WAITS);
        PipelineRun run = loop.awaitPhase(loop.run("web-1", "web"), "Running");

        loop.client.resource(pipeline).delete();

        loop.awaitGone(pipeline);
        assertThat(loop.target.hasJob(loop.job("web"))).isFalse();
        PipelineRun over = loop.awaitOver(run);
        assertThat(over.getStatus().phase())
                .as("%s", over.getStatus().conditions())
                .isIn("Cancelled", "Unknown");
        loop.client.resource(run).delete();
        loop.awaitGone(run);
    }

    @Test
    void deletingAProjectTakesEverythingWithIt() {
        loop.pipeline("web", Loop.SUCCEEDS);
        loop.pipeline("slow", Loop.WAITS);
        PipelineRun over = loop.awaitOver(loop.run("web-1", "web"));
        PipelineRun running = loop.awaitPhase(loop.run("slow-1", "slow"), "Running");
        PipelineRun waiting = loop.awaitPhase(loop.run("nobody-1", "nobody-knows"), "Pending");
        Namespace namespace = loop.client.namespaces().withName(loop.namespace).get();

        loop.deleteProject();

        loop.awaitGone(namespace);
        assertThat(loop.client
                        .resources(PipelineRun.class)
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .extracting(run -> run.getMetadata().getUid())
                .doesNotContain(
                        over.getMetadata().getUid(),
                        running.getMetadata().getUid(),
                        waiting.getMetadata().getUid());
        assertThat(loop.target.hasJob(loop.job("web"))).isFalse();
        assertThat(loop.target.hasJob(loop.job("slow"))).isFalse();
    }

    @Test
    void aFinalizerOfTheOldControllerIsReleased() {
        Pipeline pipeline = new Pipeline();
        pipeline.getMetadata().setName("old");
        pipeline.getMetadata().setNamespace(loop.namespace);
        pipeline.getMetadata().setFinalizers(List.of("pipeline.finalizers.kubesphere.io"));
        pipeline.getMetadata().setAnnotations(Map.of());
        pipeline.setSpec(new PipelineSpec("pipeline", null, null));
        pipeline = loop.client.resource(pipeline).create();
        loop.await(pipeline, found -> found.getMetadata().getFinalizers().size() == 2);

        loop.client.resource(pipeline).delete();

        loop.awaitGone(pipeline);
    }
}
