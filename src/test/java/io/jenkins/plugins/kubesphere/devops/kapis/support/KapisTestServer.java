package io.jenkins.plugins.kubesphere.devops.kapis.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisService;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator.SessionAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.trial.kapis.KapisServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The REST API on a cluster, without an engine, and a client for it. */
public final class KapisTestServer implements AutoCloseable {
    private static final int OK = 200;

    private final KapisService service;
    private final KapisServer server;
    private final KapisClient client;

    private KapisTestServer(Config administrator, Config connection) {
        service = new KapisService(
                new KapisSettings("host", Set.of(), "kube-system", List.of(), Optional.empty()),
                () -> connection,
                RunDetailReader.NONE,
                SessionTimings.DEFAULT,
                SessionAuthenticator.NONE,
                (caller, attributes) -> false,
                status -> {});
        server = KapisServer.start(0, service.servlet());
        client = new KapisClient(server.address(), KapisClient.tokenOf(administrator));
    }

    /** Starts a server, and waits until it has read the objects of the cluster. */
    public static KapisTestServer start(KubernetesCluster cluster) {
        return start(cluster, cluster.createConfig());
    }

    /** Starts a server that connects to the cluster with these settings. */
    public static KapisTestServer start(KubernetesCluster cluster, Config connection) {
        KapisTestServer started = new KapisTestServer(cluster.createConfig(), connection);
        started.service.start();
        await("the objects of the cluster")
                .until(() -> started.client.get("/workspaces/w/namespaces"), answer -> answer.status() == OK);
        return started;
    }

    public KapisClient client() {
        return client;
    }

    @Override
    public void close() {
        server.close();
        service.close();
    }
}
