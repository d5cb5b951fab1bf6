package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedUserActions;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorDependencies;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An operator with the embedded engine, for tests of faults. The test chooses how the operator connects. Actions of
 * users go through a separate client, which has no faults. Each wait is limited to one minute.
 */
final class OperatorFixture implements AutoCloseable {
    final KubernetesClient admin;
    final EmbeddedEngine engine;
    volatile DevOpsOperator operator;
    final String namespace;
    final String system;
    final List<SessionStatus> statuses = new CopyOnWriteArrayList<>();

    private final Path state;
    private final Optional<TestNamespace> ownSystem;
    private final OperatorSettings settings;
    private final ConnectionSettingsProvider connection;

    /** Starts engine and operator and does not wait; use {@link OperatorFixtureBuilder}, which has defaults. */
    OperatorFixture(
            Config admin,
            String namespace,
            Path state,
            Optional<TestNamespace> ownSystem,
            OperatorSettings settings,
            ConnectionSettingsProvider connection,
            Function<Engine, Engine> engineWrapper) {
        this.state = state;
        this.ownSystem = ownSystem;
        this.settings = settings;
        this.connection = connection;
        this.namespace = namespace;
        this.system = settings.systemNamespace();
        this.admin = new KubernetesClientBuilder()
                .withConfig(
                        new ConfigBuilder(admin).withRequestRetryBackoffLimit(0).build())
                .build();
        this.engine = new EmbeddedEngine(state);
        this.operator = new DevOpsOperator(
                settings, new OperatorDependencies(connection, engineWrapper.apply(engine), statuses::add));
        operator.start();
    }

    /**
     * Returns the settings of a fixture; {@link OperatorFixtureBuilder#start()} starts it.
     *
     * @param admin configuration of the administrator of the cluster
     * @param state folder of the engine
     */
    static OperatorFixtureBuilder on(Config admin, Path state) {
        return new OperatorFixtureBuilder(admin, state);
    }

    /** Status of the session of projects, pipelines and runs. */
    SessionStatus coreSession() {
        return operator.status().get(0);
    }

    /** Status of the session of templates, and of the kinds that are not supported yet. */
    SessionStatus unsupportedKindsSession() {
        return operator.status().get(1);
    }

    OperatorFixture awaitRunning() {
        await(() -> coreSession().state() == State.RUNNING, "the operator is running");
        return this;
    }

    /** Waits until the core session has a problem with this prefix, and returns its problems. */
    List<String> awaitProblem(String prefix) {
        return awaitProblem(this::coreSession, prefix);
    }

    List<String> awaitProblem(Supplier<SessionStatus> session, String prefix) {
        List<String> seen = new ArrayList<>(); // a second read could find other problems, or none
        await(
                () -> {
                    seen.clear();
                    seen.addAll(problems(session.get()));
                    return seen.stream().anyMatch(problem -> problem.startsWith(prefix));
                },
                "a problem that begins with " + prefix);
        return seen;
    }

    private static List<String> problems(SessionStatus status) {
        return status.problems().stream().map(LocalizableProblem::toString).toList();
    }

    /** Creates the project of this fixture, and waits until it is ready. */
    DevOpsProject createProject() {
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        admin.resource(project).create();
        return await(project, found -> found.getStatus().hasTrueCondition("Ready"));
    }

    /** Creates a pipeline and does not wait for it. */
    Pipeline createPipelineWithoutWait(String name, String jenkinsfile) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        pipeline.setSpec(
                NoScmPipelineBuilder.named(name).jenkinsfile(jenkinsfile).spec());
        return admin.resource(pipeline).create();
    }

    Pipeline awaitReady(Pipeline pipeline) {
        return await(pipeline, found -> found.getStatus().hasTrueCondition("Ready"));
    }

    /** Creates a pipeline whose builds succeed at once, and waits until it is ready. */
    Pipeline createPipeline(String name) {
        return awaitReady(createPipelineWithoutWait(
                name, "pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }"));
    }

    /** Creates a pipeline whose builds run until {@link #release}, and waits until it is ready. */
    Pipeline createWaitingPipeline(String name) {
        return awaitReady(createPipelineWithoutWait(
                name,
                "pipeline { agent any; stages { stage('Wait') { steps { sh 'while [ ! -e " + releaseFile(state)
                        + " ]; do sleep 0.1; done' } } } }"));
    }

    /** Ends the builds of the pipelines that {@link #createWaitingPipeline} created. */
    void release() {
        release(state);
    }

    /** As {@link #release()}, but for the pipelines of the fixture with this state folder. */
    void release(Path state) {
        try {
            Files.createFile(releaseFile(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path releaseFile(Path state) {
        return state.resolveSibling(state.getFileName() + ".released").toAbsolutePath();
    }

    /** Creates a run and does not wait for it. */
    PipelineRun createRun(String name, String pipeline) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        run.setSpec(RunSpecs.of(pipeline));
        return admin.resource(run).create();
    }

    PipelineRun awaitPhase(PipelineRun run, String phase) {
        return await(run, found -> phase.equals(found.getStatus().phase()));
    }

    /** Waits until the run has ended, and asserts that it succeeded and is the only build of its pipeline. */
    void awaitSuccess(PipelineRun run) {
        PipelineRun ended = await(run, found -> found.getStatus().hasEnded());
        assertThat(ended.getStatus().phase()).as(ended.getStatus().toString()).isEqualTo("Succeeded");
        assertThat(countBuilds(run.getSpec().pipelineRef().name()))
                .as("builds of %s", run.getSpec().pipelineRef().name())
                .isEqualTo(1);
    }

    /** Creates a pipeline and a run of it, and waits until the run succeeds. */
    void assertPipelineWorks(String name) {
        createPipeline(name);
        awaitSuccess(createRun(name + "-1", name));
    }

    int countBuilds(String pipeline) {
        return new EmbeddedUserActions(engine).countBuilds(new JobName(namespace, pipeline));
    }

    /** Polls instead of using a watch, because the API server may be unavailable and a watch would end. */
    <T extends HasMetadata> T await(T object, Predicate<T> condition) {
        Object[] last = new Object[1];
        await(
                () -> {
                    T found = get(object).orElse(null);
                    last[0] = found;
                    return found != null && condition.test(found);
                },
                () -> statuses + "; last seen: " + last[0]);
        @SuppressWarnings("unchecked")
        T found = (T) last[0];
        return found;
    }

    void awaitGone(HasMetadata object) {
        await(() -> get(object).isEmpty(), object.getKind() + " does not exist any more");
    }

    private <T extends HasMetadata> Optional<T> get(T object) {
        return Optional.ofNullable(admin.resource(object).get());
    }

    void await(BooleanSupplier condition, String description) {
        await(condition, () -> description + "; " + statuses);
    }

    /** Repeats the check while the API server is unavailable. */
    private static void await(BooleanSupplier condition, Supplier<String> description) {
        Await.await("the cluster and the operator are as expected")
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .untilAsserted(() ->
                        assertThat(condition.getAsBoolean()).as(description).isTrue());
    }

    /** Deletes the objects of the test if the operator runs, because it removes their finalizers. Stops everything. */
    @Override
    public void close() {
        try {
            if (coreSession().state() == State.RUNNING) {
                delete(admin.resources(PipelineRun.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems());
                delete(admin.resources(Pipeline.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems());
                delete(admin.resources(DevOpsProject.class).list().getItems().stream()
                        .filter(project -> project.getMetadata().getName().equals(namespace))
                        .toList());
            }
        } finally {
            operator.close();
            ownSystem.ifPresent(own -> own.delete(admin));
            stop();
        }
    }

    /** Replaces the running operator with another one with the same settings. */
    void replaceOperator() {
        operator =
                operator.closeAndCreateSuccessor(settings, new OperatorDependencies(connection, engine, statuses::add));
        operator.start();
    }

    /** Stops operator and engine, and leaves the cluster unchanged. */
    void stop() {
        operator.close();
        engine.close();
        admin.close();
    }

    private void delete(List<? extends HasMetadata> objects) {
        objects.forEach(object -> admin.resource(object).delete());
        objects.forEach(this::awaitGone);
    }
}
