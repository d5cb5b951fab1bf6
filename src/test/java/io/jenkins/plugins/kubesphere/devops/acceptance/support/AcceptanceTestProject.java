package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget.Built;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.ResourceAwait;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A project with a target that acts on it, for one test. It writes objects as users do, and waits for their results.
 */
public final class AcceptanceTestProject implements AutoCloseable {
    /** A Jenkinsfile with one step. */
    public static final String SUCCEEDS =
            "pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }";

    /** A Jenkinsfile whose build runs until it is stopped. */
    public static final String WAITS = "pipeline { agent any; stages { stage('Wait') { steps { sleep 300 } } } }";

    private static final String OTHER = "-other";
    private static final long TIMEOUT_SECONDS = 60;

    public final KubernetesClient client;
    public final AcceptanceTarget target;
    public final String namespace;

    private AcceptanceTestProject(KubernetesClient client, AcceptanceTarget target, String namespace) {
        this.client = client;
        this.target = target;
        this.namespace = namespace;
    }

    /** Starts the target, creates a new project, and waits until the project is ready. */
    public static AcceptanceTestProject start(AcceptanceTarget target) {
        String name = TestNamespace.randomName();
        AcceptanceTestProject scenario = startIn(target, name);
        scenario.createProject(name);
        return scenario;
    }

    /** Starts the target for all namespaces of a cluster that nobody else uses, with a project. */
    public static AcceptanceTestProject startForAllNamespaces(AcceptanceTarget target) {
        String name = "everywhere";
        target.start(Set.of());
        AcceptanceTestProject scenario = new AcceptanceTestProject(
                new KubernetesClientBuilder().withConfig(target.administrator()).build(), target, name);
        scenario.createProject(name);
        return scenario;
    }

    /** Starts the target for the namespace of a project that may exist already. */
    public static AcceptanceTestProject startIn(AcceptanceTarget target, String namespace) {
        target.start(namespaces(namespace));
        return new AcceptanceTestProject(
                new KubernetesClientBuilder().withConfig(target.administrator()).build(), target, namespace);
    }

    /** Stops the target and starts it again with the same state. */
    public void restart() {
        target.stop();
        target.start(namespaces(namespace));
    }

    private static Set<String> namespaces(String namespace) {
        return Set.of(namespace, namespace + OTHER);
    }

    /** Returns a scenario with the same target and another namespace, which does not exist yet. */
    public AcceptanceTestProject inOtherNamespace() {
        return new AcceptanceTestProject(client, target, namespace + OTHER);
    }

    public DevOpsProject createProject(String name) {
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(name).build());
        return awaitReady(client.resource(project).create());
    }

    /** Creates a pipeline with parameters of type string, and waits until it is ready. */
    public Pipeline createPipeline(String name, String jenkinsfile, String... parameters) {
        List<PipelineParameter> definitions = List.of(parameters).stream()
                .map(parameter -> new PipelineParameter(parameter, "string", "default", null))
                .toList();
        return awaitReady(createPipelineWithoutWait(
                name,
                NoScmPipelineBuilder.named(name)
                        .parameters(definitions)
                        .jenkinsfile(jenkinsfile)
                        .spec()));
    }

    /** Creates a pipeline and does not wait for it. */
    public Pipeline createPipelineWithoutWait(String name, PipelineSpec spec) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        pipeline.setSpec(spec);
        return client.resource(pipeline).create();
    }

    /** Creates a run and does not wait for it. */
    public PipelineRun createRun(String name, String pipeline, PipelineRunParameter... parameters) {
        return createRun(name, RunSpecs.of(pipeline, parameters));
    }

    public PipelineRun createRun(String name, PipelineRunSpec spec) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withAnnotations(Map.of("devops.kubesphere.io/creator", "alice"))
                .build());
        run.setSpec(spec);
        return client.resource(run).create();
    }

    /** Applies YAML as kubectl does, and replaces {@code NAMESPACE} in it with the namespace of the scenario. */
    public <T extends HasMetadata> T apply(Class<T> kind, String yaml) {
        T object = Serialization.unmarshal(yaml.replace("NAMESPACE", namespace), kind);
        return client.resource(object).fieldManager("test").serverSideApply();
    }

    /** Edits the current object, as {@code kubectl edit} does. */
    public <T extends HasMetadata> T edit(T object, Consumer<T> change) {
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

    public PipelineRun awaitEnd(PipelineRun run) {
        return await(run, found -> found.getStatus().hasEnded());
    }

    public PipelineRun awaitPhase(PipelineRun run, String phase) {
        return await(run, found -> phase.equals(found.getStatus().phase()));
    }

    public <T extends CustomResource<?, ? extends HasConditions>> T awaitReady(T object) {
        return await(object, found -> found.getStatus().hasTrueCondition(ConditionTypes.READY));
    }

    /** Waits for a condition with that reason, and returns its message. */
    public <T extends CustomResource<?, ? extends HasConditions>> String awaitReason(
            T object, String type, String reason) {
        T found = await(object, candidate -> candidate
                .getStatus()
                .condition(type)
                .filter(condition -> reason.equals(condition.reason()))
                .isPresent());
        return found.getStatus().condition(type).orElseThrow().message();
    }

    public <T extends HasMetadata> T await(T object, Predicate<T> condition) {
        return ResourceAwait.await(client, object, condition, TIMEOUT_SECONDS);
    }

    public void awaitGone(HasMetadata object) {
        client.resource(object).waitUntilCondition(found -> found == null, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    public JobName job(String pipeline) {
        return new JobName(namespace, pipeline);
    }

    public static PipelineRunRef ref(PipelineRun run) {
        return new PipelineRunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
    }

    public String log(PipelineRun run) {
        return target.log(job(run), ref(run));
    }

    /** The build of a run, from the records of the engine. */
    public Optional<Built> build(PipelineRun run) {
        return target.build(job(run), ref(run));
    }

    /** True if the engine does not know the run: it is not queued and has no build. */
    public boolean hasNoBuild(PipelineRun run) {
        return build(run).isEmpty() && !target.isQueued(job(run), ref(run));
    }

    public JobName job(PipelineRun run) {
        JobName pipeline = job(run.getSpec().pipelineRef().name());
        return run.getSpec().scm() == null
                ? pipeline
                : pipeline.withBranch(run.getSpec().scm().refName());
    }

    /** Waits for an Event about the object with that reason. Returns reason and message of all its Events. */
    public List<String> awaitEvents(HasMetadata object, String reason) {
        return awaitEventsUntil(object, event -> event.startsWith(reason + ": "));
    }

    /**
     * Waits for an Event about the object with exactly that reason and message. Returns reason and message of all its
     * Events.
     */
    public List<String> awaitEvent(HasMetadata object, String event) {
        return awaitEventsUntil(object, event::equals);
    }

    private List<String> awaitEventsUntil(HasMetadata object, Predicate<String> wanted) {
        return Await.await("the expected Event about " + object.getMetadata().getName())
                .until(
                        () -> client.v1().events().inAnyNamespace().list().getItems().stream()
                                .filter(event -> object.getMetadata()
                                        .getUid()
                                        .equals(event.getInvolvedObject().getUid()))
                                .map(event -> event.getReason() + ": " + event.getMessage())
                                .toList(),
                        events -> events.stream().anyMatch(wanted));
    }

    /** Deletes the project, and with it all its objects. Closes the target. */
    @Override
    public void close() {
        deleteProject();
        closeTarget();
    }

    /** Deletes the project as a user does, and waits until it does not exist any more. */
    public void deleteProject() {
        var project = client.resources(DevOpsProject.class).withName(namespace);
        project.delete();
        project.waitUntilCondition(found -> found == null, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Closes the target and leaves the cluster unchanged. */
    public void closeTarget() {
        target.close();
        client.close();
    }
}
