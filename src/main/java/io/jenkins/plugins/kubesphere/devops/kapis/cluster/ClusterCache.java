package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The projects, pipelines and runs of the cluster in memory, during one session. */
final class ClusterCache implements InformerSession.InformerGroup {
    /** The runs of a pipeline, by namespace and name of the pipeline. */
    private static final String BY_PIPELINE = "pipeline";

    private final Set<String> namespaces;
    private KubernetesClient client;
    private SharedIndexInformer<DevOpsProject> projects;
    private List<SharedIndexInformer<Pipeline>> pipelines;
    private List<SharedIndexInformer<PipelineRun>> runs;
    private volatile boolean listed;

    /** @param namespaces whose pipelines and runs are read; empty for all */
    ClusterCache(Set<String> namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public List<? extends SharedIndexInformer<?>> createInformers(KubernetesClient sessionClient) {
        client = sessionClient;
        projects = client.resources(DevOpsProject.class).runnableInformer(0);
        pipelines = informers(Pipeline.class);
        runs = informers(PipelineRun.class);
        runs.forEach(informer -> informer.itemStore(new TrimmedRunStore())
                .addIndexers(
                        Map.of(BY_PIPELINE, run -> List.of(key(run.getMetadata().getNamespace(), pipelineOf(run))))));
        return Stream.of(List.of(projects), pipelines, runs)
                .flatMap(List::stream)
                .toList();
    }

    private <T extends HasMetadata> List<SharedIndexInformer<T>> informers(Class<T> type) {
        if (namespaces.isEmpty()) {
            return List.of(client.resources(type).inAnyNamespace().runnableInformer(0));
        }
        return namespaces.stream()
                .map(namespace -> client.resources(type).inNamespace(namespace).runnableInformer(0))
                .toList();
    }

    @Override
    public void onListed() {
        listed = true;
    }

    /** Whether everything was read, and this still follows it. */
    boolean isListed() {
        return listed;
    }

    KubernetesClient client() {
        return client;
    }

    Stream<DevOpsProject> projects() {
        return projects.getStore().list().stream();
    }

    Optional<DevOpsProject> project(String name) {
        return Optional.ofNullable(projects.getIndexer().getByKey(name));
    }

    Stream<Pipeline> pipelines(String namespace) {
        return pipelines.stream()
                .flatMap(informer -> informer.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace).stream());
    }

    Optional<Pipeline> pipeline(String namespace, String name) {
        return find(pipelines, namespace, name);
    }

    Stream<PipelineRun> runs(String namespace, String pipeline) {
        return runs.stream()
                .flatMap(informer -> informer.getIndexer().byIndex(BY_PIPELINE, key(namespace, pipeline)).stream());
    }

    Optional<PipelineRun> run(String namespace, String name) {
        return find(runs, namespace, name);
    }

    private static String pipelineOf(PipelineRun run) {
        return Objects.requireNonNullElse(run.getSpec().pipelineRef().name(), "");
    }

    private static <T> Optional<T> find(List<SharedIndexInformer<T>> informers, String namespace, String name) {
        return informers.stream()
                .flatMap(informer -> Stream.ofNullable(informer.getIndexer().getByKey(key(namespace, name))))
                .findFirst();
    }

    private static String key(String namespace, String name) {
        return Cache.namespaceKeyFunc(namespace, name);
    }

    @Override
    public List<LocalizableProblem> problems() {
        return List.of();
    }

    @Override
    public void close() {
        listed = false;
    }
}
