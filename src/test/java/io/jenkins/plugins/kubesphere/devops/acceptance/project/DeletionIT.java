package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deletes runs, pipelines, projects and namespaces. Their items in the engine are deleted, too. */
class DeletionIT extends AcceptanceTestCase {

    @Test
    void deletingARunStopsAndDeletesItsBuild() {
        loop.pipeline("web", Scenario.WAITS);
        PipelineRun run = loop.awaitPhase(loop.run("web-1", "web"), "Running");

        loop.client.resource(run).delete();

        loop.awaitGone(run);
        assertThat(loop.isUnknown(run)).isTrue();
    }

    @Test
    void deletingARunKeepsItsBuildIfAnAnnotationSaysSo() {
        loop.pipeline("web", Scenario.SUCCEEDS);
        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));

        loop.edit(run, found -> found.getMetadata().getAnnotations().put(RunAnnotations.KEEP_RECORD, "true"));
        loop.client.resource(run).delete();

        loop.awaitGone(run);
        assertThat(loop.build(run)).isPresent();
    }

    @Test
    void deletingAPipelineStopsItsBuildsAndItsRunsCanBeDeleted() {
        Pipeline pipeline = loop.pipeline("web", Scenario.WAITS);
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
    void deletingAProjectDeletesAllItsObjectsAndItems() {
        loop.pipeline("web", Scenario.SUCCEEDS);
        loop.pipeline("slow", Scenario.WAITS);
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

    /** As {@code kubectl delete namespace}; then the project is deleted. */
    @Test
    void aNamespaceCanBeDeletedBeforeItsProject() {
        loop.pipeline("slow", Scenario.WAITS);
        PipelineRun running = loop.awaitPhase(loop.run("slow-1", "slow"), "Running");
        Namespace namespace = loop.client.namespaces().withName(loop.namespace).get();

        loop.client.resource(namespace).delete();
        loop.deleteProject();

        loop.awaitGone(namespace);
        assertThat(loop.isUnknown(running)).isTrue();
        assertThat(loop.target.hasJob(loop.job("slow"))).isFalse();
    }

    @Test
    void objectsDeletedWhileTheOperatorIsStoppedGoAfterItsStart() {
        loop.pipeline("web", Scenario.SUCCEEDS);
        Pipeline slow = loop.pipeline("slow", Scenario.WAITS);
        PipelineRun over = loop.awaitOver(loop.run("web-1", "web"));
        PipelineRun running = loop.awaitPhase(loop.run("slow-1", "slow"), "Running");
        addFinalizer(over, "pipelinerun.finalizers.kubesphere.io");
        addFinalizer(slow, "pipeline.finalizers.kubesphere.io");
        addFinalizer(project(), "devopsproject.finalizers.kubesphere.io");
        Namespace namespace = loop.client.namespaces().withName(loop.namespace).get();

        loop.target.stop();
        loop.client.resource(running).delete();
        loop.client.resource(slow).delete();
        loop.client.resource(namespace).delete();
        loop.client.resource(project()).delete();
        loop.restart();

        loop.awaitGone(namespace);
        loop.deleteProject();
        assertThat(loop.target.hasJob(loop.job("web"))).isFalse();
        assertThat(loop.target.hasJob(loop.job("slow"))).isFalse();
    }

    @Test
    void anInterruptedDeletionIsFinishedAfterTheRestart() {
        for (int i = 0; i < 3; i++) {
            loop.pipeline("slow-" + i, Scenario.WAITS);
            loop.awaitPhase(loop.run("run-" + i, "slow-" + i), "Running");
        }
        Namespace namespace = loop.client.namespaces().withName(loop.namespace).get();

        loop.client.resource(project()).delete();
        loop.restart();

        loop.awaitGone(namespace);
        loop.deleteProject();
        assertThat(loop.target.hasJob(loop.job("slow-0"))).isFalse();
    }

    private DevOpsProject project() {
        return loop.client
                .resources(DevOpsProject.class)
                .withName(loop.namespace)
                .get();
    }

    /** Adds a finalizer of ks-devops. */
    private void addFinalizer(HasMetadata object, String finalizer) {
        loop.edit(object, found -> found.getMetadata().getFinalizers().add(finalizer));
    }

    @Test
    void theFinalizerOfKsDevopsIsRemoved() {
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
