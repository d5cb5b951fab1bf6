package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests runs that are built while the operator cannot reach the API server, by a job that keeps one build. The build of
 * each run but the last is deleted before the operator could write its number. It must not be built again.
 */
@WithCluster
class DiscardedBuildIT {
    @TempDir
    Path folder;

    private FaultProxy network;
    private OperatorFixture fixture;
    private List<PipelineRun> runs;

    @BeforeEach
    void startRuns(Config config) {
        network = FaultProxy.start(config);
        Config connection =
                new ConfigBuilder(network.config()).withRequestTimeout(2_000).build();
        fixture = OperatorFixture.on(config, folder.resolve("engine"))
                .withConnection(() -> connection)
                .start();
        fixture.awaitRunning().createProject();
        fixture.awaitReady(fixture.createPipelineWithoutWait("web", """
                pipeline {
                  agent any
                  options { disableConcurrentBuilds(); buildDiscarder(logRotator(numToKeepStr: '1')) }
                  stages { stage('Wait') { steps { sh 'while [ ! -e %s ]; do sleep 0.1; done' } } }
                }
                """.formatted(released())));
        PipelineRun first = fixture.awaitPhase(fixture.createRun("web-1", "web"), "Running");
        runs = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> i == 1 ? first : fixture.awaitPhase(fixture.createRun("web-" + i, "web"), "Pending"))
                .toList();
    }

    @AfterEach
    void close() {
        network.allow();
        fixture.close();
        network.close();
    }

    @Test
    void runsWhoseBuildsWereDiscardedAreNotBuiltAgain() throws IOException {
        buildWithoutApiServer();
        network.allow();
        assertBuiltOnce();
    }

    @Test
    void theDiscardedBuildsAreKnownAfterARestart(Config config) throws IOException {
        buildWithoutApiServer();
        fixture.stop();
        fixture = OperatorFixture.on(config, folder.resolve("engine"))
                .shareClusterWith(fixture)
                .start()
                .awaitRunning();
        assertBuiltOnce();
    }

    /** A stopped run that has no number was started, too. */
    @Test
    void aRunThatIsStoppedMeanwhileHasTheResultOfItsBuild() throws IOException {
        buildWithoutApiServer();
        fixture.admin
                .resource(runs.get(1))
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"action\":\"Stop\"}}");
        network.allow();
        assertBuiltOnce();
    }

    private void buildWithoutApiServer() throws IOException {
        network.refuse();
        network.cut();
        // Until then, a reconcile could read the state of a build and write it later.
        fixture.await(
                () -> fixture.coreSession().state() == State.RETRYING
                        || fixture.coreSession().state() == State.CONNECTING,
                "the session has ended");
        Files.createFile(released());
        fixture.await(
                () -> snapshot(runs.get(3)).hasEnded() && fixture.countBuilds("web") == 1, "the last build ended");
        assertThat(snapshot(runs.get(3)).number()).hasValue(4);
    }

    private void assertBuiltOnce() {
        assertDeleted(runs.get(0), 1);
        assertDeleted(runs.get(1), 2);
        assertDeleted(runs.get(2), 3);
        PipelineRun last = awaitEnd(runs.get(3));
        assertThat(last.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(last.getMetadata().getAnnotations()).containsEntry(RunAnnotations.RUN_ID, "4");
        assertThat(fixture.countBuilds("web")).isEqualTo(1);
        assertThat(snapshot(runs.get(3)).number()).as("no later build").hasValue(4);
    }

    /** The build had ended when it was discarded, so its run has its result. */
    private void assertDeleted(PipelineRun run, int number) {
        PipelineRun ended = awaitEnd(run);
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ended.getStatus().startTime()).isNotNull();
        assertThat(ended.getStatus().condition("Succeeded").orElseThrow())
                .returns("True", Condition::status)
                .returns("SUCCESS", Condition::reason)
                .returns(
                        "build " + number + " ended with result SUCCESS; it was deleted, with its log",
                        Condition::message);
        assertThat(ended.getStatus().condition("Ready").orElseThrow().status()).isEqualTo("True");
        assertThat(ended.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID))
                .isEqualTo(Integer.toString(number));
    }

    private PipelineRun awaitEnd(PipelineRun run) {
        return fixture.await(run, found -> found.getStatus().hasEnded());
    }

    private RunSnapshot snapshot(PipelineRun run) {
        PipelineRunRef ref = new PipelineRunRef(
                fixture.namespace,
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        return fixture.engine
                .runs()
                .find(new JobName(fixture.namespace, "web"), ref)
                .orElseThrow();
    }

    private Path released() {
        return folder.resolve("released").toAbsolutePath();
    }
}
