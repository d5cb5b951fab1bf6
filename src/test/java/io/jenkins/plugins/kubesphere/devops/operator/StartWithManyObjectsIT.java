package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RequestCounts;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the start of an operator on a project with many old objects. The operator writes nothing, because the objects
 * are in sync, and does not keep the specs of ended runs in memory.
 */
@WithCluster
class StartWithManyObjectsIT {
    private static final int PIPELINES = 200;
    private static final int RUNS = 2_000;
    private static final int USERS = 20;
    /** Jenkinsfile of about 20 kB in the copy of the Pipeline spec that each run has. */
    private static final String JENKINSFILE = "pipeline { } // " + "x".repeat(20_000);

    @TempDir
    Path state;

    private AcceptanceTestProject scenario;

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void manyOldObjectsCauseNoWriteAndUseNoMemory(Config config, KubernetesClient admin) throws Exception {
        EmbeddedTarget target = new EmbeddedTarget(config, state);
        scenario = AcceptanceTestProject.start(target);
        inParallel(PIPELINES, i -> scenario.createPipeline("web-" + i, AcceptanceTestProject.SUCCEEDS));
        target.stop();
        inParallel(RUNS, i -> createEndedRun(admin, i));
        long before = heap();

        RequestCounts counts = target.requests();
        counts.clear();
        scenario.restart();
        target.awaitAllRunning();
        counts.awaitQuiet();

        long heapGrowth = heap() - before;
        System.out.print("A start:\n" + counts.table(1));
        System.out.println("  bytes of heap: " + heapGrowth);
        assertThat(counts.counts().keySet())
                .as("requests of the start; none may write an object, and a check of rights is a POST, too")
                .allMatch(request -> request.startsWith("GET ")
                        || request.startsWith("WATCH ")
                        || request.equals("POST selfsubjectaccessreviews"));
        long snapshots = (long) RUNS * JENKINSFILE.length();
        assertThat(heapGrowth)
                .as("growth of the heap in bytes; the Jenkinsfiles that the runs store have %s bytes", snapshots)
                .isLessThan(snapshots / 2);
        scenario.awaitEnd(scenario.createRun("after", "web-0"));
    }

    /** Creates a run that has ended, with the metadata and the status that the operator writes. */
    private void createEndedRun(KubernetesClient admin, int number) {
        String pipeline = "web-" + number % PIPELINES;
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace(scenario.namespace)
                .withName("run-" + number)
                .withFinalizers(Finalizers.RUN)
                .withLabels(Map.of(Labels.PIPELINE, pipeline))
                .withAnnotations(Map.of(
                        RunAnnotations.INSTANCE,
                        "home-" + scenario.namespace,
                        RunAnnotations.RUN_ID,
                        Integer.toString(number / PIPELINES + 1)))
                .build());
        run.setSpec(new PipelineRunSpec(
                RunSpecs.reference(pipeline),
                List.of(),
                null,
                null,
                NoScmPipelineBuilder.named(pipeline).jenkinsfile(JENKINSFILE).spec()));
        PipelineRun created = admin.resource(run).create();
        created.setStatus(new PipelineRunStatus(
                "Succeeded", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", "2026-01-02T03:04:06Z", List.of()));
        admin.resource(created).updateStatus();
    }

    private static void inParallel(int count, IntConsumer action) throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(USERS);
        try {
            List<Future<?>> results = IntStream.range(0, count)
                    .<Future<?>>mapToObj(i -> users.submit(() -> action.accept(i)))
                    .toList();
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            users.shutdown();
        }
    }

    /** Used heap after a garbage collection, in bytes. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Await.pause(100);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
