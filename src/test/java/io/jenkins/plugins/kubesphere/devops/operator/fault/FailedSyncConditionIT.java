package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tests what the condition Ready of a project or pipeline says while its sync ends with errors. */
@WithCluster
class FailedSyncConditionIT extends FaultyEngineTestCase {
    /** Such a project had no condition, only an Event with the text of an exception, which was repeated for ever. */
    @Test
    void aProjectWhoseNameNoNamespaceCanHaveIsToldOnce(Config server) {
        String name = TestNamespace.randomName() + ".v2";
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withNamespace(name).start()) {
            fixture.awaitRunning();
            DevOpsProject project = new DevOpsProject();
            project.setMetadata(new ObjectMetaBuilder().withName(name).build());
            project = fixture.admin.resource(project).create();

            DevOpsProject failed = fixture.await(project, found -> ready(found).isPresent());

            String problem = "a namespace cannot be named \"" + name
                    + "\": use at most 63 lower-case letters, digits and -, with a letter or digit at both ends; set"
                    + " status.adminNamespace in DevOpsProject " + name
                    + " to another name, or create the project with another name";
            assertThat(ready(failed).orElseThrow().reason()).isEqualTo("InvalidName");
            assertThat(ready(failed).orElseThrow().message()).isEqualTo("DevOpsProject " + name + ": " + problem);
            assertThat(awaitEvents(fixture, project, "CreateAdminNamespaceFailed"))
                    .containsExactly(problem);
            fixture.admin.resource(project).delete();
            fixture.awaitGone(project);
        }
    }

    /** The project had no condition, and the Event had the text of the exception with the URL of the API server. */
    @Test
    void aRequestThatTheApiServerRefusesIsAConditionWithTheMessageOfItsStatus(Config server) {
        Status status = new StatusBuilder()
                .withCode(403)
                .withMessage("namespaces is forbidden: exceeded quota")
                .build();
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(
                        engine,
                        () -> new KubernetesClientException(
                                "Failure executing: POST at: https://10.0.0.1/api/v1/namespaces.", 403, status)))
                .start()) {
            failNextCalls("ensureFolder", Integer.MAX_VALUE);
            fixture.awaitRunning();
            DevOpsProject project = new DevOpsProject();
            project.setMetadata(
                    new ObjectMetaBuilder().withName(fixture.namespace).build());
            project = fixture.admin.resource(project).create();

            DevOpsProject failed = fixture.await(project, found -> ready(found).isPresent());

            assertThat(ready(failed).orElseThrow().reason()).isEqualTo("SyncFailed");
            assertThat(ready(failed).orElseThrow().message())
                    .isEqualTo("DevOpsProject " + fixture.namespace + ": the Kubernetes API answered: namespaces is"
                            + " forbidden: exceeded quota; it is tried again");
            assertThat(awaitEvents(fixture, project, "SyncFailed"))
                    .containsExactly("the Kubernetes API answered: namespaces is forbidden: exceeded quota");
            failNextCalls("ensureFolder", 0);
            fixture.await(project, found -> found.getStatus().hasTrueCondition("Ready"));
        }
    }

    /** Such a Pipeline had no condition, only an Event that expires. */
    @Test
    void aFailedSyncIsACondition(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(engine, () -> new IllegalStateException("disk full")))
                .start()) {
            fixture.awaitRunning().createProject();
            failNextCalls("ensureJob", 6);

            Pipeline pipeline = fixture.createPipelineWithoutWait(
                    "web", "pipeline { agent any; stages { stage('A') { steps { echo 'a' } } } }");

            Pipeline failed = fixture.await(pipeline, found -> ready(found)
                    .filter(ready -> "SyncFailed".equals(ready.reason()))
                    .isPresent());
            assertThat(ready(failed).orElseThrow().message())
                    .isEqualTo(
                            "Pipeline " + fixture.namespace
                                    + "/web: internal error (IllegalStateException); see the log of Jenkins; it is tried again");
            fixture.awaitReady(pipeline);
        }
    }

    /** One error of many that pass by themselves must not make the runs of a job wait. */
    @Test
    void aJobInSyncStaysReadyAfterASingleError(Config server) {
        List<String> reasons = new CopyOnWriteArrayList<>();
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(engine, () -> new IllegalStateException("disk full")))
                .start()) {
            fixture.awaitRunning().createProject();
            Pipeline pipeline = fixture.createPipeline("web");
            failNextCalls("ensureJob", 1);
            try (Watch watch = fixture.admin.resource(pipeline).watch(reasonRecorder(reasons))) {
                fixture.admin
                        .resource(pipeline)
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"metadata\":{\"annotations\":{\"example.com/count\":\"1\"}}}");

                assertThat(awaitEvents(fixture, pipeline, "SyncFailed")).hasSize(1);
                fixture.awaitSuccess(fixture.createRun("web-1", "web"));
            }
            assertThat(reasons).isNotEmpty().containsOnly("Synced");
        }
    }

    private static Watcher<Pipeline> reasonRecorder(List<String> reasons) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Pipeline pipeline) {
                ready(pipeline).ifPresent(ready -> reasons.add(ready.reason()));
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
    }

    private static List<String> awaitEvents(OperatorFixture fixture, CustomResource<?, ?> object, String reason) {
        return Await.await("the Event " + reason)
                .until(
                        () -> fixture.admin.v1().events().inAnyNamespace().list().getItems().stream()
                                .filter(event -> reason.equals(event.getReason()))
                                .filter(event -> object.getMetadata()
                                        .getUid()
                                        .equals(event.getInvolvedObject().getUid()))
                                .map(Event::getMessage)
                                .toList(),
                        found -> !found.isEmpty());
    }
}
