package io.jenkins.plugins.kubesphere.devops.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Creates many projects, pipelines and runs with parallel requests. A fleet is a group of projects; its name is the
 * prefix of their names. Its pipelines are distributed evenly: pipeline i is in project i modulo the number of
 * projects.
 */
final class ResourceLoadGenerator {
    private static final int USERS = 16;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int POLL_MILLIS = 250;

    /** A longer interval for many runs: listing hundreds of runs takes as much time as some builds. */
    private static final int POLL_MANY_MILLIS = 2_000;

    private final KubernetesClient client;

    ResourceLoadGenerator(KubernetesClient client) {
        this.client = client;
    }

    void createProjects(String fleet, int count) throws Exception {
        inParallel(count, i -> {
            DevOpsProject project = new DevOpsProject();
            project.setMetadata(
                    new ObjectMetaBuilder().withName(project(fleet, i, count)).build());
            client.resource(project).create();
        });
        await("all projects are ready", () -> client.resources(DevOpsProject.class).list().getItems().stream()
                .allMatch(ResourceLoadGenerator::isReady));
    }

    private static String project(String fleet, int number, int projects) {
        return fleet + "-" + number % projects;
    }

    /** @return time from the first request until all pipelines are Ready */
    Duration createPipelines(String fleet, int projects, int count) throws Exception {
        long startedAt = System.nanoTime();
        inParallel(count, i -> {
            Pipeline pipeline = new Pipeline();
            pipeline.setMetadata(new ObjectMetaBuilder()
                    .withName("web-" + i)
                    .withNamespace(project(fleet, i, projects))
                    .build());
            pipeline.setSpec(spec("web-" + i, "first"));
            client.resource(pipeline).create();
        });
        awaitInSync();
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private static PipelineSpec spec(String name, String description) {
        return NoScmPipelineBuilder.named(name)
                .description(description)
                .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                .spec();
    }

    /** Waits until each pipeline is Ready with its current spec. */
    void awaitInSync() {
        await(
                "all pipelines are in sync",
                () -> client.resources(Pipeline.class).inAnyNamespace().list().getItems().stream()
                        .allMatch(pipeline -> isReady(pipeline) && SyncOutcome.wasSynced(pipeline)));
    }

    /** Changes the descriptions of some pipelines, evenly distributed. */
    void setDescriptions(String fleet, int projects, int count, int changed, String description) throws Exception {
        inParallel(changed, i -> {
            int number = i * (count / changed);
            client.resources(Pipeline.class)
                    .inNamespace(project(fleet, number, projects))
                    .withName("web-" + number)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"pipeline\":{\"description\":\"" + description + "\"}}}");
        });
    }

    /** Creates runs that already have the status of ended runs. No operator may run meanwhile. */
    Duration createEndedRuns(String fleet, int projects, int pipelines, int count) throws Exception {
        long startedAt = System.nanoTime();
        inParallel(count, i -> {
            int pipeline = i % pipelines;
            PipelineRun run = run("run-" + i, project(fleet, pipeline, projects), "web-" + pipeline);
            run.getMetadata().setFinalizers(List.of(Finalizers.RUN));
            run.getMetadata().setAnnotations(Map.of(RunAnnotations.RUN_ID, Integer.toString(1 + i / pipelines)));
            client.resource(client.resource(run).create())
                    .subresource("status")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"status\":{\"phase\":\"Succeeded\",\"startTime\":\"2026-01-01T00:00:00Z\","
                                    + "\"completionTime\":\"2026-01-01T00:01:00Z\",\"conditions\":[{\"type\":\"Succeeded\","
                                    + "\"status\":\"True\",\"reason\":\"SUCCESS\"}]}}");
        });
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Creates runs in the only project of a fleet, and waits until their builds have ended. */
    Duration runBuilds(String fleet, int pipelines, int count) throws Exception {
        long startedAt = System.nanoTime();
        String namespace = project(fleet, 0, 1);
        inParallel(count, i -> client.resource(run("run-" + i, namespace, "web-" + i % pipelines))
                .create());
        await(
                "all runs have ended",
                () -> client.resources(PipelineRun.class).inNamespace(namespace).list().getItems().stream()
                        .allMatch(run -> run.getStatus().hasEnded()),
                POLL_MANY_MILLIS);
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private static PipelineRun run(String name, String namespace, String pipeline) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        run.setSpec(RunSpecs.of(pipeline));
        return run;
    }

    /** Times from the request to delete a project until its runs, its pipelines, and all its objects were deleted. */
    record DeletionTimes(Duration runs, Duration pipelines, Duration all) {}

    DeletionTimes deleteProject(String fleet, boolean namespaceFirst) {
        String name = project(fleet, 0, 1);
        long startedAt = System.nanoTime();
        if (namespaceFirst) {
            client.namespaces().withName(name).delete();
        }
        client.resources(DevOpsProject.class).withName(name).delete();
        await("the runs are deleted", () -> areGone(PipelineRun.class, name));
        Duration runs = Duration.ofNanos(System.nanoTime() - startedAt);
        await("the pipelines are deleted", () -> areGone(Pipeline.class, name));
        Duration pipelines = Duration.ofNanos(System.nanoTime() - startedAt);
        await(
                "project and namespace are deleted",
                () -> client.resources(DevOpsProject.class).withName(name).get() == null
                        && client.namespaces().withName(name).get() == null);
        return new DeletionTimes(runs, pipelines, Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private <T extends HasMetadata> boolean areGone(Class<T> kind, String namespace) {
        return client.resources(kind)
                .inNamespace(namespace)
                .list(new ListOptionsBuilder().withLimit(1L).build())
                .getItems()
                .isEmpty();
    }

    private static boolean isReady(CustomResource<?, ? extends HasConditions> object) {
        return object.getStatus().conditions().stream()
                .anyMatch(condition -> condition.type().equals("Ready") && Condition.TRUE.equals(condition.status()));
    }

    private static void inParallel(int count, IntConsumer work) throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(USERS);
        try {
            List<Future<?>> tasks = IntStream.range(0, count)
                    .<Future<?>>mapToObj(i -> users.submit(() -> work.accept(i)))
                    .toList();
            for (Future<?> task : tasks) {
                task.get();
            }
        } finally {
            users.shutdown();
        }
    }

    private static void await(String what, BooleanSupplier reached) {
        await(what, reached, POLL_MILLIS);
    }

    private static void await(String what, BooleanSupplier reached, int pollMillis) {
        Await.await(what)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(pollMillis))
                .until(reached::getAsBoolean);
    }
}
