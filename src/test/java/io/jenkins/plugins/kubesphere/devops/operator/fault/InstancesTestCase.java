package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts operators with different instance ids on one cluster, one after the other, as a copied or a replaced home of
 * Jenkins does.
 */
@WithCluster
abstract class InstancesTestCase {
    /** Number of builds that the embedded engine runs at the same time; further runs are queued. */
    static final int EXECUTORS = 4;

    @TempDir
    Path folder;

    Config server;
    String system;
    OperatorFixture fixture;

    @BeforeEach
    void start(Config config, TestNamespace namespace) {
        server = config;
        system = namespace.name();
        fixture = new OperatorFixtureBuilder(config, folder.resolve("a"))
                .withSystemNamespace(system)
                .withInstanceId("home-a")
                .start();
        fixture.awaitRunning().createProject();
        fixture.createWaitingPipeline("web");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Starts runs that each have a build, which ends after {@link #releaseBuildsOfA()}. */
    List<PipelineRun> startBuilds() {
        List<PipelineRun> runs = IntStream.range(0, EXECUTORS)
                .mapToObj(i -> fixture.createRun("built-" + i, "web"))
                .toList();
        return runs.stream().map(run -> fixture.awaitPhase(run, "Running")).toList();
    }

    /** Creates a run that waits in the queue, because no executor is free. */
    PipelineRun createQueuedRun(String name) {
        PipelineRun run = fixture.awaitPhase(fixture.createRun(name, "web"), "Pending");
        assertThat(run.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.INSTANCE, "home-a")
                .doesNotContainKey(RunAnnotations.RUN_ID);
        assertThat(hasBuildOrQueueItem(run)).isTrue();
        return run;
    }

    /** Stops the active instance and starts one with the given folder and id. */
    void replaceInstance(String state, String home) {
        fixture.stop();
        startInstance(state, home);
    }

    void startInstance(String state, String home) {
        fixture = new OperatorFixtureBuilder(server, folder.resolve(state))
                .shareClusterWith(fixture)
                .withInstanceId(home)
                .start()
                .awaitRunning();
    }

    /** Ends the builds, which wait for a file in the folder of instance a, where the pipeline was created. */
    void releaseBuildsOfA() {
        fixture.release(folder.resolve("a"));
    }

    void annotateTakeOver(PipelineRun run) {
        fixture.admin
                .resource(run)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + RunAnnotations.TAKE_OVER + "\":\"true\"}}}");
    }

    void stop(PipelineRun run) {
        fixture.admin.resource(run).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"action\":\"Stop\"}}");
    }

    long warnings(PipelineRun run) {
        return fixture.admin.v1().events().inNamespace(fixture.namespace).list().getItems().stream()
                .filter(event -> event.getType().equals("Warning"))
                .filter(event -> run.getMetadata()
                        .getUid()
                        .equals(event.getInvolvedObject().getUid()))
                .count();
    }

    PipelineRun awaitForeign(PipelineRun run) {
        return fixture.await(run, found -> found.getStatus()
                .condition("Ready")
                .filter(ready -> "OtherInstance".equals(ready.reason()) && !ready.statusIsTrue())
                .isPresent());
    }

    PipelineRun awaitEnd(PipelineRun run) {
        return fixture.await(run, found -> found.getStatus().hasEnded());
    }

    PipelineRun get(PipelineRun run) {
        return fixture.admin.resource(run).get();
    }

    PipelineRun get(String name) {
        return fixture.admin
                .resources(PipelineRun.class)
                .inNamespace(fixture.namespace)
                .withName(name)
                .get();
    }

    boolean hasBuildOrQueueItem(PipelineRun run) {
        PipelineRunRef ref = new PipelineRunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        return fixture.engine
                .runs()
                .find(new JobName(fixture.namespace, run.getSpec().pipelineRef().name()), ref)
                .isPresent();
    }

    static Condition ready(PipelineRun run) {
        return run.getStatus().condition("Ready").orElseThrow();
    }

    static Condition succeeded(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow();
    }

    static String instanceId(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.INSTANCE);
    }

    static String number(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID);
    }

    static String name(PipelineRun run) {
        return run.getMetadata().getNamespace() + "/" + run.getMetadata().getName();
    }
}
