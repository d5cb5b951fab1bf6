package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.ResourceAwait;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A project of the matrix, as users see it: through the API server alone, without its faults. */
final class FaultProject implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 240;

    private final KubernetesClient client;
    private final String namespace;
    private final BuildGates gates;
    private final DevOpsProject project;

    /** Creates the project, and waits until it is ready. */
    FaultProject(KubernetesClient client, String namespace, BuildGates gates) {
        this.client = client;
        this.namespace = namespace;
        this.gates = gates;
        DevOpsProject request = new DevOpsProject();
        request.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        project = await(
                client.resource(request).create(), found -> found.getStatus().hasTrueCondition(ConditionTypes.READY));
    }

    String namespace() {
        return namespace;
    }

    BuildGates gates() {
        return gates;
    }

    /** Creates a pipeline with all states of {@link RunState}, and waits until it is ready. */
    void createPipeline(String name, boolean oneAtATime) {
        createPipeline(name, oneAtATime, gates.jenkinsfile());
    }

    void createPipeline(String name, boolean oneAtATime, String jenkinsfile) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        pipeline.setSpec(NoScmPipelineBuilder.named(name)
                .parameters(List.of(new PipelineParameter(BuildGates.PARAMETER, "string", "nobody", null)))
                .disableConcurrent(oneAtATime)
                .jenkinsfile(jenkinsfile)
                .spec());
        await(client.resource(pipeline).create(), found -> found.getStatus().hasTrueCondition(ConditionTypes.READY));
    }

    PipelineRun createRun(String name, String pipeline) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        run.setSpec(RunSpecs.of(pipeline, new PipelineRunParameter(BuildGates.PARAMETER, name)));
        return client.resource(run).create();
    }

    /** The run as it is now. */
    PipelineRun read(PipelineRun run) {
        return client.resource(run).get();
    }

    /** Waits until the condition Succeeded of a run has this reason. */
    void awaitReason(PipelineRun run, String reason) {
        await(run, found -> hasReason(found, reason));
    }

    static boolean hasReason(PipelineRun run, String reason) {
        return succeeded(run).filter(now -> reason.equals(now.reason())).isPresent();
    }

    static Optional<Condition> succeeded(PipelineRun run) {
        return run.getStatus().condition(ConditionTypes.SUCCEEDED);
    }

    /** All runs that exist now. */
    List<PipelineRun> runs() {
        return client.resources(PipelineRun.class).inNamespace(namespace).list().getItems();
    }

    Optional<ConfigMap> storedStages(PipelineRun run) {
        return Optional.ofNullable(client.configMaps()
                .inNamespace(namespace)
                .withName(run.getMetadata().getName())
                .get());
    }

    private <T extends HasMetadata> T await(T object, Predicate<T> condition) {
        return ResourceAwait.await(client, object, condition, TIMEOUT_SECONDS);
    }

    /** Deletes the project and waits. An operator must run, because it removes the finalizer. */
    @Override
    public void close() {
        client.resource(project).delete();
        client.resource(project).waitUntilCondition(Objects::isNull, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
