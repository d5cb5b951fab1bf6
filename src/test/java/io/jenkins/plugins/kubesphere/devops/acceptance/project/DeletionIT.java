package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deletes runs, pipelines, projects and namespaces. Their items in the engine are deleted, too. */
class DeletionIT extends AcceptanceTestCase {

    @Test
    void deletingARunStopsAndDeletesItsBuild() {
        scenario.createPipeline("web", AcceptanceTestProject.WAITS);
        PipelineRun run = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");

        scenario.client.resource(run).delete();

        scenario.awaitGone(run);
        assertThat(scenario.hasNoBuild(run)).isTrue();
    }

    @Test
    void deletingARunKeepsItsBuildIfAnAnnotationSaysSo() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        scenario.edit(run, found -> found.getMetadata().getAnnotations().put(RunAnnotations.KEEP_RECORD, "true"));
        scenario.client.resource(run).delete();

        scenario.awaitGone(run);
        assertThat(scenario.build(run)).isPresent();
    }

    @Test
    void objectsDeletedDuringTheirReconcileStayDeleted() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        List<PipelineRun> runs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            PipelineRun run = scenario.createRun("web-" + i, "web");
            runs.add(run);
            scenario.client.resource(run).delete();
        }

        runs.forEach(scenario::awaitGone);
        Await.pause(1_000);

        assertThat(scenario.client
                        .resources(PipelineRun.class)
                        .inNamespace(scenario.namespace)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(runs).as("runs whose builds are deleted").allMatch(scenario::hasNoBuild);
    }

    @Test
    void deletingAPipelineStopsItsBuildsAndItsRunsCanBeDeleted() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.WAITS);
        PipelineRun run = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");

        scenario.client.resource(pipeline).delete();

        scenario.awaitGone(pipeline);
        assertThat(scenario.target.hasJob(scenario.job("web"))).isFalse();
        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().phase())
                .as("%s", ended.getStatus().conditions())
                .isIn("Cancelled", "Unknown");
        scenario.client.resource(run).delete();
        scenario.awaitGone(run);
    }

    @Test
    void deletingAProjectDeletesAllItsObjectsAndItems() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.createPipeline("slow", AcceptanceTestProject.WAITS);
        PipelineRun ended = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        PipelineRun running = scenario.awaitPhase(scenario.createRun("slow-1", "slow"), "Running");
        PipelineRun waiting = scenario.awaitPhase(scenario.createRun("nobody-1", "nobody-knows"), "Pending");
        Namespace namespace =
                scenario.client.namespaces().withName(scenario.namespace).get();

        scenario.deleteProject();

        scenario.awaitGone(namespace);
        assertThat(scenario.client
                        .resources(PipelineRun.class)
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .extracting(run -> run.getMetadata().getUid())
                .doesNotContain(
                        ended.getMetadata().getUid(),
                        running.getMetadata().getUid(),
                        waiting.getMetadata().getUid());
        assertThat(scenario.target.hasJob(scenario.job("web"))).isFalse();
        assertThat(scenario.target.hasJob(scenario.job("slow"))).isFalse();
    }

    /** Deletes the namespace, as {@code kubectl delete namespace} does, and then the project. */
    @Test
    void aNamespaceCanBeDeletedBeforeItsProject() {
        scenario.createPipeline("slow", AcceptanceTestProject.WAITS);
        PipelineRun running = scenario.awaitPhase(scenario.createRun("slow-1", "slow"), "Running");
        Namespace namespace =
                scenario.client.namespaces().withName(scenario.namespace).get();

        scenario.client.resource(namespace).delete();
        scenario.deleteProject();

        scenario.awaitGone(namespace);
        assertThat(scenario.hasNoBuild(running)).isTrue();
        assertThat(scenario.target.hasJob(scenario.job("slow"))).isFalse();
    }

    @Test
    void objectsDeletedWhileTheOperatorIsStoppedGoAfterItsStart() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        Pipeline slow = scenario.createPipeline("slow", AcceptanceTestProject.WAITS);
        PipelineRun ended = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        PipelineRun running = scenario.awaitPhase(scenario.createRun("slow-1", "slow"), "Running");
        addFinalizer(ended, "pipelinerun.finalizers.kubesphere.io");
        addFinalizer(slow, "pipeline.finalizers.kubesphere.io");
        addFinalizer(project(), "devopsproject.finalizers.kubesphere.io");
        Namespace namespace =
                scenario.client.namespaces().withName(scenario.namespace).get();

        scenario.target.stop();
        scenario.client.resource(running).delete();
        scenario.client.resource(slow).delete();
        scenario.client.resource(namespace).delete();
        scenario.client.resource(project()).delete();
        scenario.restart();

        scenario.awaitGone(namespace);
        scenario.deleteProject();
        assertThat(scenario.target.hasJob(scenario.job("web"))).isFalse();
        assertThat(scenario.target.hasJob(scenario.job("slow"))).isFalse();
    }

    @Test
    void anInterruptedDeletionIsFinishedAfterTheRestart() {
        for (int i = 0; i < 3; i++) {
            scenario.createPipeline("slow-" + i, AcceptanceTestProject.WAITS);
            scenario.awaitPhase(scenario.createRun("run-" + i, "slow-" + i), "Running");
        }
        Namespace namespace =
                scenario.client.namespaces().withName(scenario.namespace).get();

        scenario.client.resource(project()).delete();
        scenario.restart();

        scenario.awaitGone(namespace);
        scenario.deleteProject();
        assertThat(scenario.target.hasJob(scenario.job("slow-0"))).isFalse();
    }

    @Test
    void theFinalizerOfKsDevopsIsRemoved() {
        Pipeline pipeline = new Pipeline();
        pipeline.getMetadata().setName("old");
        pipeline.getMetadata().setNamespace(scenario.namespace);
        pipeline.getMetadata().setFinalizers(List.of("pipeline.finalizers.kubesphere.io"));
        pipeline.getMetadata().setAnnotations(Map.of());
        pipeline.setSpec(new PipelineSpec("pipeline", null, null));
        pipeline = scenario.client.resource(pipeline).create();
        scenario.await(pipeline, found -> found.getMetadata().getFinalizers().size() == 2);

        scenario.client.resource(pipeline).delete();

        scenario.awaitGone(pipeline);
    }

    private DevOpsProject project() {
        return scenario.client
                .resources(DevOpsProject.class)
                .withName(scenario.namespace)
                .get();
    }

    /** Adds a finalizer of ks-devops. */
    private void addFinalizer(HasMetadata object, String finalizer) {
        scenario.edit(object, found -> found.getMetadata().getFinalizers().add(finalizer));
    }
}
