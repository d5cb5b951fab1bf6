package io.jenkins.plugins.kubesphere.devops.kapis.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisTimings;
import io.jenkins.plugins.kubesphere.devops.kapis.RestApi;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator.SessionAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages;
import io.jenkins.plugins.kubesphere.devops.trial.kapis.KapisServer;
import java.util.List;
import java.util.Set;

/** The REST API on a cluster, without an engine, and a client for it. */
public final class KapisTestServer implements AutoCloseable {
    private static final int OK = 200;

    private final RestApi service;
    private final KapisServer server;
    private final KapisClient client;

    private KapisTestServer(
            Config administrator, Config connection, Engine engine, KapisSettings settings, KapisTimings timings) {
        service = new RestApi(
                settings,
                () -> connection,
                engine,
                timings,
                SessionAuthenticator.NONE,
                (caller, attributes) -> false,
                ControllerPages.NONE,
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
        return start(cluster, connection, new EmptyEngine());
    }

    /** Starts a server that shows the builds of an engine. */
    public static KapisTestServer start(KubernetesCluster cluster, Config connection, Engine engine) {
        return start(cluster, connection, engine, KapisSettings.ofKubernetes("host", Set.of(), "kube-system"));
    }

    /** Starts a server with other settings, without builds. */
    public static KapisTestServer start(KubernetesCluster cluster, Config connection, KapisSettings settings) {
        return start(cluster, connection, new EmptyEngine(), settings);
    }

    /** Like {@link #start(KubernetesCluster)}, for callers who may name these Git servers. */
    public static KapisTestServer startWithGitServers(KubernetesCluster cluster, List<String> scmHosts) {
        return start(
                cluster,
                cluster.createConfig(),
                KapisSettings.ofKubernetes("host", Set.of(), "kube-system").withScmHosts(scmHosts));
    }

    /** Starts a server with other settings that shows the builds of an engine. */
    public static KapisTestServer start(
            KubernetesCluster cluster, Config connection, Engine engine, KapisSettings settings) {
        return start(cluster, connection, engine, settings, KapisTimings.DEFAULT);
    }

    /** Starts a server with other settings and times that shows the builds of an engine. */
    public static KapisTestServer start(
            KubernetesCluster cluster, Config connection, Engine engine, KapisSettings settings, KapisTimings timings) {
        KapisTestServer started = new KapisTestServer(cluster.createConfig(), connection, engine, settings, timings);
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
