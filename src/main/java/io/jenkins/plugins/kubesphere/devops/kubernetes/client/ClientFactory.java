package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Creates clients of the API server. Their connections end soon after the client is closed. */
public final class ClientFactory {
    private static final int IDLE_CONNECTIONS = 5;
    private static final int KEEP_ALIVE_SECONDS = 15;
    // OkHttp counts every watch as a running request. Above the limit it queues requests and reports nothing.
    private static final int REQUESTS = 128;
    private static final int REQUEST_RETRIES = 3;

    private ClientFactory() {}

    /**
     * Creates a client for a session, which sends many requests at once. The caller closes the client.
     *
     * @throws SessionNotReadyException if there are no connection settings
     */
    public static KubernetesClient createForSession(ConnectionSettingsProvider connection)
            throws SessionNotReadyException {
        return createForSession(connection, new ApiHealthInterceptor());
    }

    /**
     * Like {@link #createForSession(ConnectionSettingsProvider)}, with an interceptor that sees every response of the
     * API server.
     */
    public static KubernetesClient createForSession(ConnectionSettingsProvider connection, ApiHealthInterceptor health)
            throws SessionNotReadyException {
        Config config = new ConfigBuilder(connection.settings())
                .withMaxConcurrentRequests(REQUESTS)
                .withMaxConcurrentRequestsPerHost(REQUESTS)
                .withRequestRetryBackoffLimit(REQUEST_RETRIES)
                .build();
        return create(config, http -> {
            http.addOrReplaceInterceptor("health", health);
            http.addOrReplaceInterceptor("metadata of opaque Secrets", new OpaqueSecretMetadataInterceptor());
            connection.configureHttpClient(http);
        });
    }

    /**
     * Creates a client. The caller closes it.
     *
     * @param configure changes the HTTP client before it is built, for example adds an interceptor
     */
    public static KubernetesClient create(Config config, Consumer<HttpClient.Builder> configure) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new ShortKeepAlive())
                .withHttpClientBuilderConsumer(configure)
                .build();
    }

    /**
     * Keeps idle connections for a short time. A request may open a connection while its client is being closed; the
     * connection then returns to the pool, where it would stay for five minutes by default.
     */
    private static final class ShortKeepAlive extends OkHttpClientFactory {
        @Override
        protected void additionalConfig(OkHttpClient.Builder http) {
            http.connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS));
        }
    }
}
