package io.jenkins.plugins.kubesphere.devops.kapis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.AuthorizerChain;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.CachingAuthorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.KubeSphereTokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.KubernetesAuthorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.KubernetesTokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator.SessionAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ReviewedTokenCache;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.TokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.TokenReviewerChain;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.V1Alpha3Routes;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The REST API with its own connection to the cluster. */
public final class KapisService implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final ClusterConnection cluster;
    private final KapisServlet servlet;

    /**
     * @param builds reads the builds of this controller
     * @param sessions knows the users of Jenkins
     * @param own decides what those may do; nothing is allowed by it for others
     * @param listener told about each change of the connection; must return quickly
     */
    public KapisService(
            KapisSettings settings,
            ConnectionSettingsProvider connection,
            RunDetailReader builds,
            SessionTimings timings,
            SessionAuthenticator sessions,
            Authorizer own,
            Consumer<SessionStatus> listener) {
        cluster = new ClusterConnection(connection, settings.namespaces(), timings, listener);
        List<TokenReviewer> reviewers = new ArrayList<>();
        reviewers.add(new KubernetesTokenReviewer(cluster::client, settings.audiences()));
        settings.kubeSphere().ifPresent(address -> reviewers.add(new KubeSphereTokenReviewer(http(), address)));
        Authorizer authorizer =
                new CachingAuthorizer(new AuthorizerChain(List.of(own, new KubernetesAuthorizer(cluster::client))));
        servlet = new KapisServlet(
                settings,
                List.of(V1Alpha3Routes.create(
                        cluster, builds, authorizer, settings.systemNamespace(), Clock.systemUTC())),
                new RequestAuthenticator(new ReviewedTokenCache(new TokenReviewerChain(reviewers)), sessions),
                authorizer,
                json());
    }

    private static HttpClient http() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Reads and writes the objects of Kubernetes as the client library does. */
    private static ObjectMapper json() {
        ObjectMapper mapper = new ObjectMapper();
        new KubernetesSerialization(mapper, false);
        return mapper;
    }

    public void start() {
        cluster.start();
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
        cluster.close();
    }
}
