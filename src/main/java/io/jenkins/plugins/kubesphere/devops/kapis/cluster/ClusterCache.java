package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The objects of the cluster in memory, during one session. */
final class ClusterCache implements InformerSession.InformerGroup {
    /** Without these, nothing is served. */
    static final List<Class<? extends HasMetadata>> REQUIRED =
            List.of(DevOpsProject.class, Pipeline.class, PipelineRun.class);

    /** Without one of these, only its own routes are not served. */
    private static final List<Class<? extends HasMetadata>> OPTIONAL = List.of(
            Secret.class, GitRepository.class, Template.class, ClusterTemplate.class, ClusterStepTemplate.class);

    private static final String TYPE = "type";

    /** The runs of a pipeline, by namespace and name of the pipeline. */
    private static final String BY_PIPELINE = "pipeline";

    /** The runs of a pipeline, by namespace, name of the pipeline and number of the build. */
    private static final String BY_BUILD = "build";

    private final Set<String> namespaces;
    private final ObjectChangeNotifier changes;
    private final Function<KubernetesClient, Optional<TokenClientFactory>> tokenClientFactory;
    private final Map<Class<?>, List<? extends SharedIndexInformer<?>>> informers = new HashMap<>();
    private final OptionalInformers optionalInformers =
            new OptionalInformers(OPTIONAL, this::findProblems, this::createOptionalInformers);
    // The thread of the session writes these before it sets "listed"; others read them only if "listed" is set.
    private KubernetesClient client;
    private Optional<TokenClientFactory> tokenClients = Optional.empty();
    private volatile boolean listed;

    /**
     * @param namespaces whose objects are read; empty for all
     * @param changes tells each change
     * @param tokenClientFactory creates the factory of clients with the tokens of callers, from the client of the
     *     session; this object closes it
     */
    ClusterCache(
            Set<String> namespaces,
            ObjectChangeNotifier changes,
            Function<KubernetesClient, Optional<TokenClientFactory>> tokenClientFactory) {
        this.tokenClientFactory = tokenClientFactory;
        this.namespaces = namespaces;
        this.changes = changes;
    }

    @Override
    public List<? extends SharedIndexInformer<?>> createInformers(KubernetesClient sessionClient) {
        client = sessionClient;
        tokenClients = tokenClientFactory.apply(sessionClient);
        REQUIRED.forEach(kind -> informers.put(kind, createInformers(kind)));
        this.<PipelineRun>informersOf(PipelineRun.class)
                .forEach(informer -> informer.addIndexers(Map.of(
                        BY_PIPELINE,
                        run -> List.of(key(run.getMetadata().getNamespace(), pipelineOf(run))),
                        BY_BUILD,
                        run -> List.of(key(
                                run.getMetadata().getNamespace(), pipelineOf(run), PipelineRuns.buildNumber(run))))));
        List<SharedIndexInformer<?>> all = new ArrayList<>();
        informers.values().forEach(all::addAll);
        all.forEach(informer -> informer.addEventHandler(changes.handler()));
        return all;
    }

    private List<LocalizableProblem> findProblems(Class<? extends HasMetadata> kind) {
        RequiredPermission permission =
                RequiredPermission.to(HasMetadata.getGroup(kind), HasMetadata.getPlural(kind), "list", "watch");
        List<RequiredPermission> permissions = isEverywhere(kind)
                ? List.of(permission)
                : namespaces.stream().map(permission::inNamespace).toList();
        return new Preflight(List.of(kind), permissions).problems(client);
    }

    private <T extends HasMetadata> List<SharedIndexInformer<T>> createInformers(Class<T> kind) {
        if (!Namespaced.class.isAssignableFrom(kind)) {
            return List.of(informer(client.resources(kind)));
        }
        if (isEverywhere(kind)) {
            return List.of(informer(client.resources(kind).inAnyNamespace()));
        }
        return namespaces.stream()
                .map(namespace -> informer(client.resources(kind).inNamespace(namespace)))
                .toList();
    }

    private static <T extends HasMetadata> SharedIndexInformer<T> informer(Informable<T> objects) {
        return objects.runnableInformer(0).itemStore(new TrimmedStore<>());
    }

    private boolean isEverywhere(Class<? extends HasMetadata> kind) {
        return namespaces.isEmpty() || !Namespaced.class.isAssignableFrom(kind);
    }

    private List<? extends SharedIndexInformer<?>> createOptionalInformers(Class<? extends HasMetadata> kind) {
        List<? extends SharedIndexInformer<?>> created =
                kind == Secret.class ? createSecretInformers() : createInformers(kind);
        created.forEach(informer -> informer.addEventHandler(changes.handler()));
        return created;
    }

    /** One for each type of credential, so that the API server sends no other Secret. */
    private List<SharedIndexInformer<Secret>> createSecretInformers() {
        return CredentialMasker.types().stream()
                .flatMap(type -> namespaces.isEmpty()
                        ? Stream.of(client.secrets().inAnyNamespace().withField(TYPE, type))
                        : namespaces.stream()
                                .map(namespace ->
                                        client.secrets().inNamespace(namespace).withField(TYPE, type)))
                .map(secrets -> secrets.runnableInformer(0).itemStore(new MaskedSecretStore()))
                .toList();
    }

    @Override
    public void onListed() {
        optionalInformers.start();
        listed = true;
    }

    /** Whether everything that each route needs was read, and the session is open. */
    boolean isListed() {
        return listed;
    }

    KubernetesClient client() {
        return client;
    }

    /** @throws java.util.NoSuchElementException if callers do not write with their tokens */
    TokenClientFactory tokenClients() {
        return tokenClients.orElseThrow();
    }

    /** Whether the objects of a kind are read: the API server has it, and we may read it. */
    boolean has(Class<? extends HasMetadata> kind) {
        return informers.containsKey(kind) || !optionalInformers.of(kind).isEmpty();
    }

    /** Whether it is not known yet if the objects of a kind can be read. */
    boolean isPending(Class<? extends HasMetadata> kind) {
        return optionalInformers.isPending(kind);
    }

    /** All objects of a kind, in all namespaces that are served. */
    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return informersOf(kind).stream().flatMap(informer -> informer.getStore().list().stream());
    }

    <T extends HasMetadata> Stream<T> all(Class<T> kind, String namespace) {
        return informersOf(kind).stream()
                .flatMap(informer -> informer.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace).stream());
    }

    /** @param namespace empty for a kind without namespaces */
    <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name) {
        String key = namespace.isEmpty() ? name : key(namespace, name);
        return informersOf(kind).stream()
                .flatMap(informer -> Stream.ofNullable(informer.getIndexer().getByKey(key)))
                .findFirst();
    }

    Stream<PipelineRun> runs(String namespace, String pipeline) {
        return informersOf(PipelineRun.class).stream()
                .flatMap(informer -> informer.getIndexer().byIndex(BY_PIPELINE, key(namespace, pipeline)).stream());
    }

    Stream<PipelineRun> runs(String namespace, String pipeline, int build) {
        return informersOf(PipelineRun.class).stream()
                .flatMap(informer -> informer.getIndexer().byIndex(BY_BUILD, key(namespace, pipeline, build)).stream());
    }

    @SuppressWarnings("unchecked") // The map has the informers of each kind under its class.
    private <T extends HasMetadata> List<SharedIndexInformer<T>> informersOf(Class<T> kind) {
        return (List<SharedIndexInformer<T>>) informers.getOrDefault(kind, optionalInformers.of(kind));
    }

    private static String pipelineOf(PipelineRun run) {
        return Objects.requireNonNullElse(run.getSpec().pipelineRef().name(), "");
    }

    private static String key(String namespace, String name) {
        return Cache.namespaceKeyFunc(namespace, name);
    }

    private static String key(String namespace, String name, int build) {
        return key(namespace, name) + "/" + build;
    }

    @Override
    public List<LocalizableProblem> problems() {
        return optionalInformers.problems();
    }

    @Override
    public void close() {
        listed = false;
        optionalInformers.close();
        tokenClients.ifPresent(TokenClientFactory::close);
    }
}
