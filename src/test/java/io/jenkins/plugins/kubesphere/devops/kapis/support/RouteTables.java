package io.jenkins.plugins.kubesphere.devops.kapis.support;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectChangeNotifier;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages;
import io.jenkins.plugins.kubesphere.devops.kapis.http.SlowDownloadMonitor;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.AllowedHosts;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.GuardedHttpClient;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.HostResolver;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundPolicy;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunReaders;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.ProviderService;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2.V1Alpha2Routes;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.V1Alpha3Routes;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.ScmWebhookHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSettings;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The route tables without a cluster, to be read and not to be called. */
public final class RouteTables {
    private RouteTables() {}

    /** All tables that the API serves. */
    public static List<RouteTable> all() {
        return List.of(v1alpha3(), v1alpha2());
    }

    public static RouteTable v1alpha2() {
        ClusterConnection unused = noConnection();
        SlowDownloadMonitor closed = closedMonitor();
        return V1Alpha2Routes.create(
                unused,
                new EmptyEngine(),
                (caller, attributes) -> false,
                readers(unused, closed),
                closed,
                scmWebhooks(unused),
                ControllerPages.NONE,
                Duration.ZERO);
    }

    public static RouteTable v1alpha3() {
        ClusterConnection unused = noConnection();
        return V1Alpha3Routes.create(
                unused,
                new EmptyEngine(),
                (caller, attributes) -> false,
                "system",
                scmWebhooks(unused),
                providers(unused),
                readers(unused, closedMonitor()),
                Clock.systemUTC());
    }

    private static ScmWebhookHandler scmWebhooks(ClusterConnection cluster) {
        return new ScmWebhookHandler(cluster, "system", WebhookSettings.DEFAULT, pipeline -> new PipelineRun());
    }

    private static RunReaders readers(ClusterConnection cluster, SlowDownloadMonitor downloads) {
        return RunReaders.create(cluster, new EmptyEngine(), (caller, attributes) -> false, downloads);
    }

    private static SlowDownloadMonitor closedMonitor() {
        SlowDownloadMonitor monitor = new SlowDownloadMonitor();
        monitor.close();
        return monitor;
    }

    private static ClusterConnection noConnection() {
        return new ClusterConnection(
                () -> {
                    throw new SessionNotReadyException(List.of());
                },
                Set.of(),
                SessionTimings.DEFAULT,
                WriteIdentity.PLUGIN,
                new ObjectChangeNotifier(change -> {}),
                status -> {});
    }

    private static ProviderService providers(ClusterConnection cluster) {
        OutboundPolicy guard = new OutboundPolicy(AllowedHosts.of(List.of()), Set::of);
        GuardedHttpClient http = new GuardedHttpClient(guard, HostResolver.SYSTEM);
        return new ProviderService(cluster, (caller, attributes) -> false, http, Set.of());
    }
}
