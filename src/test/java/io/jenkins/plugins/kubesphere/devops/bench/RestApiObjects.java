package io.jenkins.plugins.kubesphere.devops.bench;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunStoreKeys;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ZeroStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The objects that {@link RestApiBenchmark} asks for. */
final class RestApiObjects {
    static final String NAMESPACE = "bench";
    static final String PIPELINE = "web-0";
    static final int RUNS = Integer.getInteger("rest.runs", 10_000);
    static final String FIFTY_STAGES = "run-0";
    static final String THREE_THOUSAND_STAGES = "run-1";

    /** Whether the status of each run is in an annotation, as operators stored it once, and not in its ConfigMap. */
    private static final boolean IN_ANNOTATIONS = Boolean.getBoolean("rest.annotations");

    private static final int PIPELINES = 1_000;
    private static final int USERS = 16;
    private static final long GIBIBYTE = 1L << 30;

    private static final String STATUS = "{\"artifactsZipFile\":\"/job/bench/job/web-0/1/artifact/*zip*/archive.zip\","
            + "\"causes\":[{\"shortDescription\":\"Started by alice\"}],\"durationInMillis\":61000,"
            + "\"enQueueTime\":\"2026-01-01T00:00:00Z\",\"endTime\":\"2026-01-01T00:01:01Z\","
            + "\"estimatedDurationInMillis\":60000,\"id\":\"1\",\"organization\":\"jenkins\",\"pipeline\":\"web-0\","
            + "\"replayable\":true,\"result\":\"SUCCESS\",\"runSummary\":\"stable\","
            + "\"startTime\":\"2026-01-01T00:00:00Z\",\"state\":\"FINISHED\",\"type\":\"WorkflowRun\"}";

    private final KubernetesClient client;

    RestApiObjects(KubernetesClient client) {
        this.client = client;
    }

    /** Creates them, if the cluster does not have their namespace. */
    void create() throws Exception {
        if (client.namespaces().withName(NAMESPACE).get() != null) {
            return;
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(NAMESPACE).build());
        client.resource(project).create();
        inParallel(PIPELINES, this::createPipeline);
        inParallel(RUNS, this::createRun);
    }

    private void createPipeline(int number) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName("web-" + number)
                .withNamespace(NAMESPACE)
                .build());
        pipeline.setSpec(NoScmPipelineBuilder.named("web-" + number)
                .jenkinsfile("pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }")
                .spec());
        client.resource(pipeline).create();
    }

    private void createRun(int number) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName("run-" + number)
                .withNamespace(NAMESPACE)
                .withLabels(Map.of(Labels.PIPELINE, PIPELINE))
                .withAnnotations(annotations(number))
                .build());
        run.setSpec(RunSpecs.of(PIPELINE));
        PipelineRun created = client.resource(run).create();
        client.resource(created)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"phase\":\"Succeeded\",\"startTime\":\"2026-01-01T00:00:00Z\","
                                + "\"completionTime\":\"2026-01-01T00:01:00Z\"}}");
        int stages =
                switch (created.getMetadata().getName()) {
                    case FIFTY_STAGES -> 50;
                    case THREE_THOUSAND_STAGES -> 3_000;
                    default -> 1;
                };
        if (!IN_ANNOTATIONS || stages > 1) {
            storeDocuments(created, stages);
        }
    }

    private static Map<String, String> annotations(int number) {
        String id = Integer.toString(number + 1);
        return IN_ANNOTATIONS
                ? Map.of(RunAnnotations.RUN_ID, id, RunAnnotations.STATUS, STATUS)
                : Map.of(RunAnnotations.RUN_ID, id);
    }

    /** As the operator stores them. */
    private void storeDocuments(PipelineRun run, int stages) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(run.getMetadata().getName())
                        .withNamespace(NAMESPACE)
                        .addNewOwnerReference()
                        .withApiVersion(run.getApiVersion())
                        .withKind(run.getKind())
                        .withName(run.getMetadata().getName())
                        .withUid(run.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .addToData(RunStoreKeys.STATUS, STATUS)
                        .addToData(RunStoreKeys.STAGES, stages(stages))
                        .build())
                .create();
    }

    private static String stages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"displayName\":\"Stage " + i + "\",\"durationInMillis\":20,\"id\":\"" + i
                        + "\",\"result\":\"SUCCESS\",\"startTime\":\"2026-01-01T00:00:00Z\",\"state\":\"FINISHED\","
                        + "\"steps\":[{\"displayName\":\"Shell Script\",\"durationInMillis\":10,\"id\":\"" + i
                        + "1\",\"result\":\"SUCCESS\",\"startTime\":\"2026-01-01T00:00:00Z\",\"state\":\"FINISHED\","
                        + "\"type\":\"STEP\"}],\"type\":\"STAGE\"}")
                .collect(Collectors.joining(",", "[", "]"));
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

    /** Each run has one artifact, which no memory could hold. */
    static Engine engineWithArtifact() {
        return new ForwardingEngine(new EmptyEngine()) {
            @Override
            public ArtifactReader artifacts() {
                return new OneArtifact();
            }
        };
    }

    private static final class OneArtifact implements ArtifactReader {
        @Override
        public boolean hasBuild(JobName job, PipelineRunRef run, Instant createdAt) {
            return true;
        }

        @Override
        public Optional<List<Artifact>> list(JobName job, PipelineRunRef run, Instant createdAt) {
            return Optional.of(List.of());
        }

        @Override
        public Optional<ArtifactFile> find(JobName job, PipelineRunRef run, Instant createdAt, String path) {
            return Optional.of(new ArtifactFile() {
                @Override
                public Artifact artifact() {
                    return new Artifact("big", GIBIBYTE, Instant.EPOCH);
                }

                @Override
                public boolean isSeekable() {
                    return true;
                }

                @Override
                public InputStream open(long offset) {
                    return new ZeroStream(() -> {});
                }
            });
        }
    }
}
