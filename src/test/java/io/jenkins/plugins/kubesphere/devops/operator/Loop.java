package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.ParameterValue;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRef;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Connection;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.LifecycleStatus;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.LifecycleStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The whole loop for a test: a project of its own on the shared cluster, the embedded engine, and the operator, which sees
 * that project's namespace only. What users do is done as they do it, by writing objects.
 */
final class Loop implements AutoCloseable {
    static final String SUCCEEDS = "pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }";
    private static final long PATIENCE_SECONDS = 60;

    /**
     * How the operator of a loop comes to its cluster.
     *
     * @param systemNamespace where its Lease is; empty for a namespace of the loop's own
     */
    record Access(Connection connection, Optional<String> systemNamespace) {
        static Access ofAdministrator(Config config) {
            return new Access(() -> config, Optional.empty());
        }
    }

    final KubernetesClient client;
    final EmbeddedEngine engine;
    final DevOpsOperator operator;
    final String namespace;
    private final Optional<TestNamespace> system;
    final BlockingQueue<LifecycleStatus> said = new LinkedBlockingQueue<>();

    private Loop(
            KubernetesClient client,
            EmbeddedEngine engine,
            DevOpsOperator operator,
            String namespace,
            Optional<TestNamespace> system) {
        this.client = client;
        this.engine = engine;
        this.operator = operator;
        this.namespace = namespace;
        this.system = system;
    }

    /** Starts everything on a new project and waits until its folder stands. */
    static Loop start(Config config, Path state) {
        return start(config, state, Duration.ofMinutes(10));
    }

    /** @param patience how long runs wait for their pipeline */
    static Loop start(Config config, Path state, Duration patience) {
        Loop loop = on(config, state, patience, newName());
        loop.project(loop.namespace);
        return loop;
    }

    /** Starts everything on a new project, with an operator that connects in a way of its own. */
    static Loop start(Config config, Path state, Access access) {
        Loop loop = on(config, state, access, newName());
        loop.project(loop.namespace);
        return loop;
    }

    private static String newName() {
        return "p-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    }

    /**
     * Starts everything on a new project, for measuring.
     *
     * @param counts told of each request of the operator, and of no other
     * @param executors how many builds run at a time
     */
    static Loop start(Config config, Path state, RequestCounts counts, int executors) {
        Loop loop = on(
                config,
                new Access(counts.on(config), Optional.empty()),
                new EmbeddedEngine(state, executors),
                Duration.ofMinutes(10),
                newName());
        loop.project(loop.namespace);
        return loop;
    }

    /** Starts engine and operator for the namespace of a project that may be there already. */
    static Loop on(Config config, Path state, Duration patience, String namespace) {
        return on(config, Access.ofAdministrator(config), new EmbeddedEngine(state), patience, namespace);
    }

    static Loop on(Config config, Path state, Access access, String namespace) {
        return on(config, access, new EmbeddedEngine(state), Duration.ofMinutes(10), namespace);
    }

    private static Loop on(Config config, Access access, EmbeddedEngine engine, Duration patience, String namespace) {
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        // One operator acts for each, and tests share a cluster.
        Optional<TestNamespace> system = access.systemNamespace().isPresent()
                ? Optional.empty()
                : Optional.of(TestNamespace.named(client, namespace + "-system"));
        OperatorSettings settings = new OperatorSettings(
                "home-" + namespace,
                access.systemNamespace().orElseGet(() -> system.orElseThrow().name()),
                LeaseTimings.DEFAULT,
                Set.of(namespace, otherNamespace(namespace)),
                patience,
                Duration.ofMinutes(5),
                OperatorSettings.DEFAULT_WORKERS,
                Pace.DEFAULT);
        BlockingQueue<LifecycleStatus> said = new LinkedBlockingQueue<>();
        DevOpsOperator operator = new DevOpsOperator(settings, access.connection(), engine, said::add);
        Loop loop = new Loop(client, engine, operator, namespace, system);
        operator.start();
        loop.awaitRunning();
        return loop;
    }

    /** The name of a namespace that the operator looks at, too; nothing makes it. */
    String otherNamespace() {
        return otherNamespace(namespace);
    }

    private static String otherNamespace(String namespace) {
        return namespace + "-other";
    }

    void awaitRunning() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (operator.status().get(0).state() != State.RUNNING) {
            assertThat(System.nanoTime()).as("%s", operator.status()).isLessThan(end);
            pause(20);
        }
    }

    DevOpsProject project(String name) {
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(name).build());
        return awaitReady(client.resource(project).create());
    }

    /** A pipeline with parameters of type string. */
    Pipeline pipeline(String name, String jenkinsfile, String... parameters) {
        List<ParameterDefinition> definitions = List.of(parameters).stream()
                .map(parameter -> new ParameterDefinition(parameter, "string", "default", null))
                .toList();
        return awaitReady(create(
                name,
                new PipelineSpec(
                        "pipeline",
                        new NoScmPipeline(name, null, null, definitions, null, null, null, null, jenkinsfile),
                        null)));
    }

    /** Creates a pipeline and waits for nothing. */
    Pipeline create(String name, PipelineSpec spec) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        pipeline.setSpec(spec);
        return client.resource(pipeline).create();
    }

    /** Creates a run and waits for nothing. */
    PipelineRun run(String name, String pipeline, ParameterValue... parameters) {
        return run(name, new PipelineRunSpec(reference(pipeline), List.of(parameters), null, null, null));
    }

    PipelineRun run(String name, PipelineRunSpec spec) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withAnnotations(Map.of("devops.kubesphere.io/creator", "alice"))
                .build());
        run.setSpec(spec);
        return client.resource(run).create();
    }

    static PipelineRef reference(String pipeline) {
        return new PipelineRef(pipeline, null, null, null, null, null, null);
    }

    /** Applies YAML text as kubectl would; {@code NAMESPACE} in it stands for the loop's. */
    <T extends HasMetadata> T apply(Class<T> kind, String yaml) {
        T object = Serialization.unmarshal(yaml.replace("NAMESPACE", namespace), kind);
        return client.resource(object).fieldManager("test").serverSideApply();
    }

    /** Edits the object as it is now, as {@code kubectl edit} does. */
    <T extends HasMetadata> T edit(T object, Consumer<T> change) {
        while (true) {
            try {
                return client.resource(client.resource(object).get()).edit(found -> {
                    change.accept(found);
                    return found;
                });
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).as(e.getMessage()).isEqualTo(409);
            }
        }
    }

    PipelineRun awaitOver(PipelineRun run) {
        return await(run, found -> found.getStatus().completed());
    }

    PipelineRun awaitPhase(PipelineRun run, String phase) {
        return await(run, found -> phase.equals(found.getStatus().phase()));
    }

    <T extends CustomResource<?, ? extends HasConditions>> T awaitReady(T object) {
        return await(object, found -> found.getStatus()
                .condition(ConditionTypes.READY)
                .filter(Condition::holds)
                .isPresent());
    }

    /** Waits for a condition with that reason, and gives its message. */
    <T extends CustomResource<?, ? extends HasConditions>> String awaitReason(T object, String type, String reason) {
        T found = await(object, candidate -> candidate
                .getStatus()
                .condition(type)
                .filter(condition -> reason.equals(condition.reason()))
                .isPresent());
        return found.getStatus().condition(type).orElseThrow().message();
    }

    <T extends HasMetadata> T await(T object, Predicate<T> reached) {
        try {
            return client.resource(object)
                    .waitUntilCondition(
                            found -> found != null && reached.test(found), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new AssertionError(
                    "last seen: " + Serialization.asYaml(client.resource(object).get()), e);
        }
    }

    void awaitGone(HasMetadata object) {
        client.resource(object).waitUntilCondition(found -> found == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    JobName job(String pipeline) {
        return new JobName(namespace, pipeline);
    }

    static RunRef ref(PipelineRun run) {
        return new RunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
    }

    String log(PipelineRun run) {
        return engine.log(job(run.getSpec().pipelineRef().name()), ref(run), 0)
                .map(LogChunk::text)
                .orElse("");
    }

    /** The reasons and messages of the Events about an object, oldest first; waits until one with the reason is there. */
    List<String> awaitEvents(HasMetadata object, String reason) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            List<Event> events = client.v1().events().inAnyNamespace().list().getItems().stream()
                    .filter(event -> object.getMetadata()
                            .getUid()
                            .equals(event.getInvolvedObject().getUid()))
                    .toList();
            if (events.stream().anyMatch(event -> reason.equals(event.getReason()))) {
                return events.stream()
                        .map(event -> event.getReason() + ": " + event.getMessage())
                        .toList();
            }
            assertThat(System.nanoTime())
                    .as("no Event %s about %s", reason, object.getMetadata().getName())
                    .isLessThan(end);
            pause(50);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Stops operator and engine, and leaves the cluster as it is. */
    void stop() {
        operator.close();
        engine.close();
        client.close();
    }

    /** Deletes the project, which takes everything with it, then stops. */
    @Override
    public void close() {
        client.resources(DevOpsProject.class).withName(namespace).delete();
        client.resources(DevOpsProject.class)
                .withName(namespace)
                .waitUntilCondition(found -> found == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
        operator.close();
        system.ifPresent(own -> own.delete(client));
        stop();
    }
}
