package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionSupervisor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The connection of the REST API to the cluster. It does not depend on the operator: it works on each controller,
 * whoever holds the Lease. Objects that are returned must not be changed: all callers get the same ones.
 *
 * <p>Until everything was read, and while a new session begins, each method throws a {@link KapisException} with 503.
 */
public final class ClusterConnection implements ClientProvider, AutoCloseable {
    private static final Preflight PREFLIGHT = new Preflight(
            ClusterCache.REQUIRED,
            List.of(
                    RequiredPermission.to(ApiGroups.DEVOPS, "devopsprojects", "list", "watch"),
                    RequiredPermission.to("authentication.k8s.io", "tokenreviews", "create"),
                    RequiredPermission.to("authorization.k8s.io", "subjectaccessreviews", "create")));

    private final ConnectionSettingsProvider connection;
    private final WriteIdentity writes;
    private final SessionSupervisor supervisor;
    private volatile ClusterCache cache;

    /**
     * @param namespaces whose pipelines and runs are served; empty for all
     * @param writes in whose name the API server gets what callers write
     * @param changes tells each change of an object
     * @param listener told about each change of the status; must return quickly
     */
    public ClusterConnection(
            ConnectionSettingsProvider connection,
            Set<String> namespaces,
            SessionTimings timings,
            WriteIdentity writes,
            ObjectChangeNotifier changes,
            Consumer<SessionStatus> listener) {
        this.connection = connection;
        this.writes = writes;
        InformerSession.InformerGroupFactory factory = new InformerSession.InformerGroupFactory() {
            @Override
            public InformerSession.InformerGroup create() {
                ClusterCache created = new ClusterCache(namespaces, changes, ClusterConnection.this::tokenClients);
                cache = created;
                return created;
            }

            @Override
            public void onRequirementsMissing(List<LocalizableProblem> problems) {
                // The supervisor reports them.
            }
        };
        supervisor = new SessionSupervisor(
                "REST API",
                () -> InformerSession.open(connection, PREFLIGHT, factory),
                timings,
                Clock.systemUTC(),
                listener);
    }

    public void start() {
        supervisor.start();
    }

    public SessionStatus status() {
        return supervisor.status();
    }

    /** For one session. Others that write with tokens have none. */
    private Optional<TokenClientFactory> tokenClients(KubernetesClient own) {
        return writes == WriteIdentity.TOKEN
                ? Optional.of(new TokenClientFactory(own.getConfiguration(), connection::configureHttpClient))
                : Optional.empty();
    }

    @Override
    public WriteIdentity identity(Caller caller) {
        return writes.appliesTo(caller) ? writes : WriteIdentity.PLUGIN;
    }

    @Override
    public KubernetesClient writer(Caller caller, Optional<BearerToken> token) {
        return switch (identity(caller)) {
            case PLUGIN -> client();
            case CALLER -> impersonate(caller);
            // Without a token, it is not written by the plugin: that may do more.
            case TOKEN ->
                cache().tokenClients()
                        .create(token.orElseThrow(() -> new IllegalStateException("a caller without a token writes")));
        };
    }

    private KubernetesClient impersonate(Caller caller) {
        KubernetesClient own = client();
        RequestConfig asCaller = new RequestConfigBuilder(own.getConfiguration().getRequestConfig())
                .withImpersonateUsername(caller.name())
                .withImpersonateGroups(caller.groups().toArray(String[]::new))
                .build();
        return own.newClient(asCaller).adapt(KubernetesClient.class);
    }

    @Override
    public KubernetesClient client() {
        return cache().client();
    }

    @Override
    public void awaitWritten(HasMetadata written) {
        ClusterCache current = cache;
        // It is done, also if the session has just ended.
        if (current != null && current.has(written.getClass())) {
            WrittenObjectWaiter.awaitWritten(written, () -> find(current, written));
        }
    }

    @Override
    public void awaitDeleted(HasMetadata deleted) {
        ClusterCache current = cache;
        // It is done, also if the session has just ended.
        if (current != null && current.has(deleted.getClass())) {
            WrittenObjectWaiter.awaitDeleted(deleted, () -> find(current, deleted));
        }
    }

    private static Optional<HasMetadata> find(ClusterCache current, HasMetadata object) {
        return current.find(
                        object.getClass(),
                        Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                        object.getMetadata().getName())
                .map(HasMetadata.class::cast);
    }

    /**
     * All objects of a kind, in all namespaces that are served.
     *
     * @throws KapisException 404 if the cluster does not have the kind, or Jenkins may not read it
     */
    public <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return cache(kind).all(kind);
    }

    /** Like {@link #all(Class)}, for the objects of one namespace. */
    public <T extends HasMetadata> Stream<T> all(Class<T> kind, String namespace) {
        return cache(kind).all(kind, namespace);
    }

    /** Like {@link #all(Class)}, for one object of a kind without namespaces. */
    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return cache(kind).find(kind, "", name);
    }

    /** Like {@link #all(Class)}, for one object in a namespace. */
    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name) {
        return cache(kind).find(kind, namespace, name);
    }

    /** The runs of a pipeline, without the copy of its spec. {@link #find} and {@link #all} leave it out, too. */
    public Stream<PipelineRun> runs(String namespace, String pipeline) {
        return cache().runs(namespace, pipeline);
    }

    /** Like {@link #runs(String, String)}, of one build number. A pipeline with branches has one for each branch. */
    public Stream<PipelineRun> runs(String namespace, String pipeline, int build) {
        return cache().runs(namespace, pipeline, build);
    }

    private ClusterCache cache(Class<? extends HasMetadata> kind) {
        ClusterCache current = cache();
        if (current.isPending(kind)) {
            throw KapisException.unavailable(
                    HasMetadata.getFullResourceName(kind) + " are not read yet; try again in a few seconds");
        }
        if (!current.has(kind)) {
            throw KapisException.notFound("the cluster does not have " + HasMetadata.getFullResourceName(kind)
                    + ", or Jenkins may not read them; an administrator finds what is missing in the log of Jenkins");
        }
        return current;
    }

    private ClusterCache cache() {
        ClusterCache current = cache;
        if (current == null || !current.isListed()) {
            throw KapisException.unavailable(
                    "the objects of the cluster are not read yet, or the Kubernetes API cannot be reached; try again in a"
                            + " few seconds");
        }
        return current;
    }

    @Override
    public void close() {
        supervisor.close();
    }
}
