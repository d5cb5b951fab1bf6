package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests copies that users make with `kubectl get -o yaml`, another name and `kubectl apply`, and restored objects. */
public class CopiedRunsIT extends AcceptanceTestCase {
    private static final String SECOND =
            "pipeline { agent any; stages { stage('Build') { steps { echo 'second' } } } }";

    /** The copy ended with the reason BuildDeleted, because it had the number of the original. */
    @Test
    void aCopyOfAnEndedRunIsBuiltAgain() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun original = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        assertThat(original.getMetadata().getAnnotations()).containsEntry(RunAnnotations.TRIGGER, "resource");
        scenario.edit(
                pipeline,
                found -> found.setSpec(
                        NoScmPipelineBuilder.named("web").jenkinsfile(SECOND).spec()));

        PipelineRun copy = scenario.awaitEnd(scenario.client
                .resource(copy(original, PipelineRun.class, "web-2"))
                .create());

        assertThat(copy.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(copy.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.RUN_ID, "2")
                .containsEntry(RunAnnotations.CLAIMED_UID, copy.getMetadata().getUid());
        assertThat(scenario.log(copy)).contains("second", scenario.namespace + "/web-2");
        assertThat(copy.getSpec().pipelineSpec().pipeline().jenkinsfile()).isEqualTo(SECOND);
        assertThat(scenario.build(original).orElseThrow().number()).isEqualTo(1);
        scenario.client.resource(copy).delete();
        scenario.awaitGone(copy);
        assertThat(scenario.build(original)).isPresent();
    }

    @Test
    void aCopyWithTheMarksOfAnotherInstanceIsBuilt() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun foreign = copy(scenario.createRun("web-1", "web"), PipelineRun.class, "web-2");
        foreign.getMetadata()
                .setAnnotations(Map.of(
                        RunAnnotations.STATUS, "of-the-original",
                        RunAnnotations.STAGES, "of-the-original",
                        RunAnnotations.AGENT_POD, "of-the-original",
                        RunAnnotations.AGENT_NODE, "of-the-original",
                        RunAnnotations.RUN_ID, "700",
                        RunAnnotations.BUILD_URL, "https://elsewhere.example/job/web/700/",
                        RunAnnotations.INSTANCE, "another-home",
                        RunAnnotations.JOB, "api",
                        RunAnnotations.TRIGGER, "timer",
                        RunAnnotations.CLAIMED_UID, "12345678-9abc-def0-1234-56789abcdef0"));

        PipelineRun ended = scenario.awaitEnd(scenario.client.resource(foreign).create());

        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ended.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.JOB, "web")
                .containsEntry(RunAnnotations.TRIGGER, "resource")
                .doesNotContainEntry(RunAnnotations.BUILD_URL, "https://elsewhere.example/job/web/700/")
                .doesNotContainValue("another-home")
                .doesNotContainValue("of-the-original")
                .doesNotContainValue("700");
    }

    /** The REST API says so of a run that it creates for a webhook. */
    @Test
    void theTriggerThatARunWasCreatedWithStays() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun run = copy(scenario.createRun("web-1", "web"), PipelineRun.class, "web-2");
        run.getMetadata().setAnnotations(Map.of(RunAnnotations.TRIGGER, "webhook"));

        PipelineRun ended = scenario.awaitEnd(scenario.client.resource(run).create());

        assertThat(ended.getMetadata().getAnnotations()).containsEntry(RunAnnotations.TRIGGER, "webhook");
    }

    /** The annotations of such a run say what a person did in Jenkins. */
    @Test
    void aCopyOfARunOfAReplayedBuildIsNoReplay() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun foreign = copy(scenario.createRun("web-1", "web"), PipelineRun.class, "web-2");
        foreign.getMetadata()
                .setAnnotations(Map.of(
                        RunAnnotations.IMPORTED_BUILD, "2026-01-01T00:00:00.000Z",
                        RunAnnotations.RUN_ID, "7",
                        RunAnnotations.REPLAY_OF, "web-0",
                        RunAnnotations.RESTART_STAGE, "Deploy",
                        RunAnnotations.TRIGGER, "restart",
                        RunAnnotations.INSTANCE, "another-home",
                        RunAnnotations.CLAIMED_UID, "12345678-9abc-def0-1234-56789abcdef0"));

        PipelineRun ended = scenario.awaitEnd(scenario.client.resource(foreign).create());

        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ended.getMetadata().getAnnotations())
                .doesNotContainKeys(
                        RunAnnotations.REPLAY_OF, RunAnnotations.RESTART_STAGE, RunAnnotations.REPLAY_OF_UID)
                .containsEntry(RunAnnotations.TRIGGER, "resource");
    }

    /** Velero restores neither the UID nor the status of a run. */
    @Test
    void aRestoredRunIsNotBuiltAgain() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun original = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        PipelineRun backup = copy(original, PipelineRun.class, "web-1");
        Map<String, String> labels = new TreeMap<>(backup.getMetadata().getLabels());
        labels.put("velero.io/restore-name", "nightly");
        backup.getMetadata().setLabels(labels);
        scenario.client.resource(original).delete();
        scenario.awaitGone(original);

        PipelineRun restored =
                scenario.awaitEnd(scenario.client.resource(backup).create());

        assertThat(restored.getStatus().phase()).isEqualTo("Unknown");
        assertThat(restored.getStatus().condition("Succeeded").orElseThrow())
                .returns("RestoredRun", Condition::reason)
                .returns(
                        "PipelineRun " + scenario.namespace + "/web-1 was restored from a backup (label"
                                + " velero.io/restore-name), so it is not built, because it may have been built before."
                                + " To build it, create a copy of it under another name, without this label. To keep the"
                                + " results of runs, restore them with their status: velero restore create"
                                + " --status-include-resources=pipelineruns.devops.kubesphere.io",
                        Condition::message);
        assertThat(scenario.hasNoBuild(restored)).isTrue();
        scenario.client.resource(restored).delete();
        scenario.awaitGone(restored);
    }

    /** Argo CD prunes what has its label. */
    @Test
    void aRunHasNoLabelOrAnnotationOfItsPipeline() {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMeta());
        pipeline.getMetadata().setName("web");
        pipeline.getMetadata().setNamespace(scenario.namespace);
        pipeline.getMetadata().setLabels(Map.of("argocd.argoproj.io/instance", "shop"));
        pipeline.getMetadata().setAnnotations(Map.of("argocd.argoproj.io/tracking-id", "shop"));
        pipeline.setSpec(NoScmPipelineBuilder.named("web")
                .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                .spec());
        scenario.awaitReady(scenario.client.resource(pipeline).create());

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getMetadata().getLabels()).isEqualTo(Map.of("devops.kubesphere.io/pipeline", "web"));
        assertThat(run.getMetadata().getAnnotations()).doesNotContainKey("argocd.argoproj.io/tracking-id");
        assertThat(run.getMetadata().getOwnerReferences()).isEmpty();
    }

    @Test
    void aCopyOfAPipelineIsNotReportedAsDrift() {
        Pipeline original = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        Pipeline copy = scenario.client
                .resource(copy(scenario.client.resource(original).get(), Pipeline.class, "api"))
                .create();

        scenario.await(copy, found -> found.getMetadata()
                .getAnnotations()
                .get("devops.kubesphere.io/observed-spec")
                .endsWith("/" + copy.getMetadata().getUid()));
        assertThat(scenario.awaitEnd(scenario.createRun("api-1", "api"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
        assertNoDrift(copy);
    }

    @Test
    void aRestoredProjectIsNotReportedAsDrift() {
        DevOpsProject original = scenario.client
                .resources(DevOpsProject.class)
                .withName(scenario.namespace)
                .get();
        scenario.deleteProject();

        DevOpsProject restored = scenario.client
                .resource(copy(original, DevOpsProject.class, scenario.namespace))
                .create();

        scenario.await(restored, found -> found.getMetadata()
                .getAnnotations()
                .get("devops.kubesphere.io/observed-spec")
                .endsWith("/" + restored.getMetadata().getUid()));
        assertNoDrift(restored);
    }

    private void assertNoDrift(HasMetadata object) {
        assertThat(scenario.client.v1().events().inAnyNamespace().list().getItems().stream()
                        .filter(event -> object.getMetadata()
                                .getUid()
                                .equals(event.getInvolvedObject().getUid()))
                        .filter(event -> event.getReason().equals("DriftCorrected"))
                        .map(event -> event.getMessage()))
                .isEmpty();
    }

    private static <T extends HasMetadata> T copy(T original, Class<T> kind, String name) {
        T copy = Serialization.unmarshal(Serialization.asYaml(original), kind);
        copy.getMetadata().setName(name);
        copy.getMetadata().setUid(null);
        copy.getMetadata().setResourceVersion(null);
        copy.getMetadata().setCreationTimestamp(null);
        copy.getMetadata().setManagedFields(null);
        return copy;
    }
}
