package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hostile namespace beside a good one: its calls of the engine hang until the test ends. The good namespace must not
 * notice that. There are more hanging calls than threads.
 */
@WithCluster
class NoisyNamespaceIT {
    private static final int OBJECTS = OperatorSettings.DEFAULT_WORKERS + 10;
    /** Three quarters of the workers, and of the starts, which are half of the workers. */
    private static final int HANGING_WORKERS = 38;

    private static final int HANGING_STARTS = 19;
    private static final String SUCCEEDS =
            "pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }";

    private final CountDownLatch testEnd = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile String hangingMethod = "none";
    private volatile String hostile = "none";

    @TempDir
    Path state;

    @AfterEach
    void endHangingCalls() {
        testEnd.countDown();
    }

    /** Each deletion of a run whose build did not stop used a worker for a minute. */
    @Test
    void deletionsThatHangDelayNoOtherNamespace(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");
            List<PipelineRun> runs = createRuns(fixture);
            runs.forEach(run -> fixture.await(run, found -> found.getStatus().hasEnded()));
            hangIn("delete");

            runs.forEach(run -> fixture.admin.resource(run).delete());

            awaitHanging(fixture, HANGING_WORKERS);
            assertThatTheGoodNamespaceWorks(fixture);
            fixture.assertPipelineWorks("also-in-the-hostile-one");
            assertThat(hanging).as("the others wait").hasValue(HANGING_WORKERS);
            testEnd.countDown();
            runs.forEach(fixture::awaitGone);
        }
    }

    @Test
    void reconcilesThatHangDelayNoOtherNamespace(Config server) {
        try (OperatorFixture fixture = start(server)) {
            hangIn("ensureJob");

            List<Pipeline> pipelines = IntStream.range(0, OBJECTS)
                    .mapToObj(i -> fixture.createPipelineWithoutWait("web-" + i, SUCCEEDS))
                    .toList();

            awaitHanging(fixture, HANGING_WORKERS);
            assertThatTheGoodNamespaceWorks(fixture);
            assertThat(hanging).as("the others wait").hasValue(HANGING_WORKERS);
            testEnd.countDown();
            pipelines.forEach(fixture::awaitReady);
        }
    }

    @Test
    void startsThatHangDelayNoOtherNamespace(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");
            hangIn("start");

            List<PipelineRun> runs = createRuns(fixture);

            awaitHanging(fixture, HANGING_STARTS);
            assertThatTheGoodNamespaceWorks(fixture);
            assertThat(hanging).as("the others wait").hasValue(HANGING_STARTS);
            testEnd.countDown();
            runs.forEach(run -> fixture.await(run, found -> found.getStatus().hasEnded()));
        }
    }

    private OperatorFixture start(Config server) {
        OperatorFixtureBuilder builder = OperatorFixture.on(server, state);
        OperatorFixture fixture = builder.withNamespace(builder.namespace() + "-good")
                .wrapEngine(this::withHangingCalls)
                .start();
        hostile = fixture.namespace;
        fixture.awaitRunning().createProject();
        return fixture;
    }

    private void hangIn(String method) {
        hangingMethod = method;
    }

    private void awaitHanging(OperatorFixture fixture, int calls) {
        fixture.await(() -> hanging.get() == calls, "so many calls hang: " + calls);
    }

    /** Creates a project, a pipeline and a run, waits for the end of the run, and deletes them. */
    private static void assertThatTheGoodNamespaceWorks(OperatorFixture fixture) {
        String namespace = fixture.namespace + "-good";
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        fixture.admin.resource(project).create();
        fixture.await(project, found -> found.getStatus().hasTrueCondition("Ready"));
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName("web").build());
        pipeline.setSpec(NoScmPipelineBuilder.named("web").jenkinsfile(SUCCEEDS).spec());
        fixture.admin.resource(pipeline).create();
        PipelineRun run = createRun(fixture, namespace, "web-1");
        PipelineRun ended = fixture.await(run, found -> found.getStatus().hasEnded());
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        fixture.admin.resource(run).delete();
        fixture.awaitGone(run);
        fixture.admin.resource(pipeline).delete();
        fixture.awaitGone(pipeline);
        fixture.admin.resource(project).delete();
        fixture.awaitGone(project);
    }

    private static List<PipelineRun> createRuns(OperatorFixture fixture) {
        return IntStream.range(0, OBJECTS)
                .mapToObj(i -> createRun(fixture, fixture.namespace, "web-" + i))
                .toList();
    }

    private static PipelineRun createRun(OperatorFixture fixture, String namespace, String name) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        run.setSpec(RunSpecs.of("web"));
        return fixture.admin.resource(run).create();
    }

    private Engine withHangingCalls(Engine engine) {
        return new InterceptedEngine(engine, new InterceptedEngine.Interceptor() {
            @Override
            public void before(String method) {}

            @Override
            public void beforeCall(String method, List<Object> arguments) throws InterruptedException {
                boolean isHostile = arguments.stream().map(String::valueOf).anyMatch(NoisyNamespaceIT.this::isHostile);
                if (method.equals(hangingMethod) && isHostile) {
                    hanging.incrementAndGet();
                    testEnd.await(5, TimeUnit.MINUTES);
                }
            }
        });
    }

    /** The texts of jobs, runs and requests name the namespace before a slash. */
    private boolean isHostile(String argument) {
        return argument.contains(hostile + "/") || argument.contains(hostile + ",");
    }
}
