package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.AuthServer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.AuthorizerChain;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.CachingAuthorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.CachingTokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.KubeSphereAuthorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.KubeSphereClient;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.KubeSphereTokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.KubernetesAuthorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.KubernetesTokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator.SessionAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.TokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.TokenReviewerChain;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectChangeNotifier;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectMapperFactory;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.SlowDownloadMonitor;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.AllowedHosts;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.GuardedHttpClient;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.HostResolver;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundPolicy;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunFactory;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunReaders;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.ProviderService;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2.V1Alpha2Routes;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.V1Alpha3Routes;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.ObjectChange;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.WatchService;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.ScmWebhookHandler;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The REST API with its own connection to the cluster. */
public final class RestApi implements AutoCloseable {
    private final ClusterConnection cluster;
    private final KubernetesAuthorizer kubernetes;
    private final WatchService watches;
    private final Engine.Subscription builds;
    private final GuardedHttpClient gitServers;
    private final SlowDownloadMonitor downloads = new SlowDownloadMonitor();
    private final KapisServlet servlet;

    /**
     * @param engine has the builds of this controller
     * @param sessions knows the users of Jenkins
     * @param own decides what those may do; nothing is allowed by it for others
     * @param pages what only a controller of Jenkins has
     * @param listener told about each change of the connection; must return quickly
     */
    public RestApi(
            KapisSettings settings,
            ConnectionSettingsProvider connection,
            Engine engine,
            KapisTimings timings,
            SessionAuthenticator sessions,
            Authorizer own,
            ControllerPages pages,
            Consumer<SessionStatus> listener) {
        watches = new WatchService(ObjectMapperFactory.create().writer(), timings.watches());
        builds = engine.subscribe(this::onBuildEvent);
        cluster = new ClusterConnection(
                connection,
                settings.namespaces(),
                timings.session(),
                settings.writes(),
                new ObjectChangeNotifier(watches::onChange),
                listener);
        kubernetes = new KubernetesAuthorizer(cluster::client);
        // What Jenkins allows depends on the request, so it is not remembered.
        Authorizer authorizer =
                new AuthorizerChain(List.of(own, new CachingAuthorizer(authorizers(settings), timings.allowed())));
        gitServers = new GuardedHttpClient(
                new OutboundPolicy(AllowedHosts.of(settings.scmHosts()), this::clusterHosts), HostResolver.SYSTEM);
        ScmWebhookHandler scmWebhooks = new ScmWebhookHandler(
                cluster, settings.systemNamespace(), settings.webhooks(), RunFactory::createWithDefaults);
        RunReaders runReaders = RunReaders.create(cluster, engine, authorizer, downloads);
        servlet = new KapisServlet(
                settings,
                List.of(
                        V1Alpha3Routes.create(
                                cluster,
                                engine,
                                authorizer,
                                settings.systemNamespace(),
                                scmWebhooks,
                                new ProviderService(cluster, authorizer, gitServers, settings.namespaces()),
                                runReaders,
                                Clock.systemUTC()),
                        V1Alpha2Routes.create(
                                cluster,
                                engine,
                                authorizer,
                                runReaders,
                                downloads,
                                scmWebhooks,
                                pages,
                                timings.buildStart())),
                new RequestAuthenticator(new CachingTokenReviewer(reviewers(settings)), sessions),
                authorizer,
                watches,
                ObjectMapperFactory.create());
    }

    /** Other events are of what no answer shows before Kubernetes has it. */
    private void onBuildEvent(EngineEvent event) {
        if (event instanceof EngineEvent.RunChanged changed) {
            onBuildOf(changed.run());
        } else if (event instanceof EngineEvent.RunGraphChanged changed) {
            onBuildOf(changed.run());
        }
    }

    private void onBuildOf(PipelineRunRef run) {
        watches.onChange(new ObjectChange(PipelineRun.class, run.namespace(), run.name()));
    }

    private TokenReviewer reviewers(KapisSettings settings) {
        List<TokenReviewer> reviewers = new ArrayList<>();
        for (AuthServer server : settings.reviewers()) {
            switch (server) {
                case KUBERNETES -> reviewers.add(new KubernetesTokenReviewer(cluster::client, settings.audiences()));
                case KUBESPHERE ->
                    // A token is shown to it without ours: it is not asked in the name of our account.
                    settings.kubeSphere()
                            .map(found -> new KubeSphereClient(found.address(), Optional.empty()))
                            .ifPresent(client -> reviewers.add(new KubeSphereTokenReviewer(client)));
            }
        }
        return new TokenReviewerChain(reviewers);
    }

    private Authorizer authorizers(KapisSettings settings) {
        List<Authorizer> authorizers = new ArrayList<>();
        for (AuthServer server : settings.authorizers()) {
            switch (server) {
                case KUBERNETES -> authorizers.add(kubernetes);
                case KUBESPHERE ->
                    settings.kubeSphere()
                            .filter(found -> found.token().isPresent())
                            .map(found -> new KubeSphereClient(found.address(), found.token()))
                            .ifPresent(client -> authorizers.add(new KubeSphereAuthorizer(client)));
            }
        }
        return new AuthorizerChain(authorizers);
    }

    /** Names or addresses of the Kubernetes API, as the environment of a pod and our connection have them. */
    private Set<String> clusterHosts() {
        Set<String> hosts = new HashSet<>();
        Optional.ofNullable(System.getenv("KUBERNETES_SERVICE_HOST")).ifPresent(hosts::add);
        try {
            hosts.add(cluster.client().getMasterUrl().getHost());
        } catch (KapisException e) {
            // Without a connection there are no credentials either.
        }
        return hosts;
    }

    public void start() {
        cluster.start();
        watches.start();
    }

    /** Answers requests from the moment of its creation: with 503 until the objects of the cluster were read. */
    public KapisServlet servlet() {
        return servlet;
    }

    public SessionStatus status() {
        return cluster.status();
    }

    @Override
    public void close() {
        builds.close();
        watches.close();
        kubernetes.close();
        cluster.close();
        gitServers.close();
        downloads.close();
    }
}
