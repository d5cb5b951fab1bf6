package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.LogRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ErrorHandlingReconciler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** Tests that the operator tries again as often as necessary if the engine throws unexpected errors. */
@WithCluster
class FaultyEngineIT extends FaultyEngineTestCase {
    @Test
    void errorsBlockNoObject(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(engine, StackOverflowError::new))
                .start()) {
            fixture.awaitRunning().createProject();
            failNextCalls("ensureJob", 1);
            failNextCalls("start", 1);
            failNextCalls("find", 1);
            fixture.assertPipelineWorks("web");
            Pipeline pipeline = fixture.createPipeline("gone");
            failNextCalls("deleteJob", 1);

            fixture.admin.resource(pipeline).delete();

            fixture.awaitGone(pipeline);
            assertThat(faults.values())
                    .allSatisfy(remainingFaults -> assertThat(remainingFaults).hasNonPositiveValue());
        }
    }

    @Test
    void aMissingClassBlocksNoObject(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(engine, () -> new NoClassDefFoundError("hudson/Missing")))
                .start()) {
            failNextCalls("ensureFolder", 1);
            fixture.awaitRunning().createProject();
            failNextCalls("start", 2);

            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void retriesContinueAfterTheFifth(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(engine, () -> new IllegalStateException("disk full")))
                .start()) {
            fixture.awaitRunning().createProject();
            // The retries follow after 0.1, 0.2, 0.4, 0.8, 1.6 and 3.2 s.
            failNextCalls("ensureJob", 6);

            fixture.createPipeline("web");

            assertThat(faults.get("ensureJob")).hasNonPositiveValue();
        }
    }

    /** The run was started with the script from before the change, and succeeded. */
    @Test
    void aRunWaitsUntilTheJobHasTheChangedScript(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(engine, () -> new IllegalStateException("disk full")))
                .start()) {
            fixture.awaitRunning().createProject();
            Pipeline pipeline = fixture.createPipeline("web");
            failNextCalls("ensureJob", Integer.MAX_VALUE);

            fixture.admin
                    .resource(pipeline)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"pipeline\":{\"jenkinsfile\":\"pipeline { agent any; stages { stage('New') {"
                                    + " steps { error 'the new script' } } } }\"}}}");
            PipelineRun run = fixture.createRun("web-1", "web");

            PipelineRun waiting = fixture.await(run, found -> found.getStatus()
                    .condition("Ready")
                    .filter(ready -> "PipelineNotReady".equals(ready.reason()))
                    .isPresent());
            assertThat(waiting.getStatus().condition("Ready").orElseThrow().message())
                    .startsWith("PipelineRun " + fixture.namespace + "/web-1 waits: ")
                    // Before and after the first failed attempt.
                    .containsAnyOf(
                            "the job " + fixture.namespace
                                    + "/web is not in sync with its Pipeline yet; if it stays so,"
                                    + " see the conditions and Events of Pipeline " + fixture.namespace + "/web",
                            "Pipeline " + fixture.namespace + "/web: internal error (IllegalStateException); see the"
                                    + " log of Jenkins; it is tried again");
            failNextCalls("ensureJob", 0);
            PipelineRun ended = fixture.await(run, found -> found.getStatus().hasEnded());
            assertThat(ended.getStatus().condition("Succeeded").orElseThrow().message())
                    .contains("the new script");
            assertThat(fixture.countBuilds("web")).isEqualTo(1);
        }
    }

    @Test
    void aFailedDeletionIsReportedOnTheObject(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(engine, () -> new IllegalStateException("disk full")))
                .start()) {
            fixture.awaitRunning().createProject();
            Pipeline pipeline = fixture.createPipeline("web");
            // The retries follow after 0.1, 0.2, 0.4, 0.8 and 1.6 s.
            failNextCalls("deleteJob", 5);

            fixture.admin.resource(pipeline).delete();

            assertThat(deletionFailure(fixture, pipeline))
                    .isEqualTo("Could not delete Pipeline " + fixture.namespace
                            + "/web, trying again later: internal error (IllegalStateException);"
                            + " see the log of Jenkins");
            fixture.awaitGone(pipeline);
        }
    }

    @Test
    void aFailedDeletionIsReportedOnARunThatKeepsItsResult(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(engine, () -> new IllegalStateException("disk full")))
                .start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");
            PipelineRun run = fixture.awaitPhase(fixture.createRun("web-1", "web"), "Succeeded");
            failNextCalls("delete", 5);

            fixture.admin.resource(run).delete();

            assertThat(deletionFailure(fixture, run))
                    .isEqualTo("Could not delete PipelineRun " + fixture.namespace
                            + "/web-1, trying again later: internal error (IllegalStateException);"
                            + " see the log of Jenkins");
            assertThat(fixture.admin
                            .resource(run)
                            .get()
                            .getStatus()
                            .condition("Succeeded")
                            .orElseThrow()
                            .statusIsTrue())
                    .isTrue();
            fixture.awaitGone(run);
        }
    }

    /** The Event of an internal error repeated the message of the exception. */
    @Test
    void anInternalErrorShowsNeitherPathsNorPasswords(Config server) {
        try (LogRecorder log = LogRecorder.start(ErrorHandlingReconciler.class.getName(), Level.WARNING);
                OperatorFixture fixture = OperatorFixture.on(server, state)
                        .wrapEngine(engine -> withFaults(
                                engine,
                                () -> new UncheckedIOException(new IOException(
                                        "/var/jenkins_home/config.xml of https://bob:s3cret@example.com"))))
                        .start()) {
            fixture.awaitRunning().createProject();
            failNextCalls("ensureJob", 1);
            fixture.createPipeline("web");

            assertThat(awaitEvents(fixture, "SyncFailed"))
                    .containsExactly("internal error (UncheckedIOException); see the log of Jenkins");
            assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .anyMatch(message -> message.startsWith("Could not reconcile Pipeline " + fixture.namespace
                                    + "/web, trying again later: java.io.UncheckedIOException: ")
                            && message.endsWith("/var/jenkins_home/config.xml of https://****@example.com"))
                    .noneMatch(message -> message.contains("s3cret"));
        }
    }

    /** The engine of this test does not mask what it throws. */
    @Test
    void neitherTheConditionNorTheEventOfARefusalHasThePasswordOfAUrl(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> withFaults(
                        engine,
                        () -> new EngineRefusalException(
                                EngineRefusalException.Reason.INVALID_SPEC, "bad https://bob:s3cret@example.com")))
                .start()) {
            fixture.awaitRunning().createProject();
            failNextCalls("ensureJob", Integer.MAX_VALUE);
            Pipeline pipeline = fixture.createPipelineWithoutWait(
                    "web", "pipeline { agent any; stages { stage('A') { steps { echo 'a' } } } }");

            Pipeline refused = fixture.await(pipeline, found -> ready(found)
                    .filter(ready -> "InvalidSpec".equals(ready.reason()))
                    .isPresent());

            assertThat(ready(refused).orElseThrow().message()).isEqualTo("bad https://****@example.com");
            assertThat(awaitEvents(fixture, "SyncFailed")).containsExactly("bad https://****@example.com");
        }
    }

    private static List<String> awaitEvents(OperatorFixture fixture, String reason) {
        return Await.await("the Event " + reason)
                .until(
                        () -> fixture.admin.v1().events().inNamespace(fixture.namespace).list().getItems().stream()
                                .filter(event -> reason.equals(event.getReason()))
                                .map(Event::getMessage)
                                .toList(),
                        found -> !found.isEmpty());
    }

    /**
     * Another client writes the object all the time, so the API server refuses many patches of its finalizers with 409.
     */
    @Test
    void aFinalizerPatchWithAConflictIsRepeated(Config server) throws InterruptedException {
        try (OperatorFixture fixture = OperatorFixture.on(server, state).start()) {
            fixture.awaitRunning().createProject();
            Pipeline pipeline = fixture.createPipelineWithoutWait(
                    "web", "pipeline { agent any; stages { stage('A') { steps { echo 'a' } } } }");
            boolean[] writing = {true};
            Thread writer = new Thread(() -> {
                for (int i = 0; writing[0]; i++) {
                    fixture.admin
                            .resource(pipeline)
                            .patch(
                                    PatchContext.of(PatchType.JSON_MERGE),
                                    "{\"metadata\":{\"annotations\":{\"example.com/count\":\"" + i + "\"}}}");
                }
            });
            writer.setUncaughtExceptionHandler((thread, gone) -> {});
            writer.start();

            fixture.awaitReady(pipeline);
            fixture.admin.resource(pipeline).delete();

            fixture.awaitGone(pipeline);
            writing[0] = false;
            writer.join();
        }
    }

    private static <T extends CustomResource<?, ? extends HasConditions>> String deletionFailure(
            OperatorFixture fixture, T object) {
        T failed = fixture.await(object, found -> ready(found)
                .filter(ready -> "DeletionFailed".equals(ready.reason()))
                .isPresent());
        return ready(failed).orElseThrow().message();
    }
}
