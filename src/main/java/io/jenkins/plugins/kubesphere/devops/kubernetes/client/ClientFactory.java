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

/** Makes the clients of the API server whose connections end soon after the client is closed. */
public final class ClientFactory {
    private static final int IDLE_CONNECTIONS = 5;
    private static final int KEEP_ALIVE_SECONDS = 15;
    // OkHttp counts every watch as a running request, and queues silently past the limit.
    private static final int REQUESTS = 128;
    private static final int REQUEST_RETRIES = 3;

    private ClientFactory() {}

    /**
     * Connects as sessions do, which have many requests at once. The caller closes the client.
     *
     * @throws NotReadyException if there are no connection settings
     */
    public static KubernetesClient connect(Connection connection) throws NotReadyException {
        return connect(connection, new ApiHealthInterceptor());
    }

    /** The same, with somebody who hears the answers. */
    public static KubernetesClient connect(Connection connection, ApiHealthInterceptor health)
            throws NotReadyException {
        Config config = new ConfigBuilder(connection.settings())
                .withMaxConcurrentRequests(REQUESTS)
                .withMaxConcurrentRequestsPerHost(REQUESTS)
                .withRequestRetryBackoffLimit(REQUEST_RETRIES)
                .build();
        return create(config, http -> {
            http.addOrReplaceInterceptor("health", health);
            connection.prepare(http);
        });
    }

    /**
     * Makes a client. The caller closes it.
     *
     * @param prepare changes the HTTP client before it is built, such as by an interceptor
     */
    public static KubernetesClient create(Config config, Consumer<HttpClient.Builder> prepare) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new ShortKeepAlive())
                .withHttpClientBuilderConsumer(prepare)
                .build();
    }

    /**
     * A request that opens a connection while its client is being closed puts it into the pool afterwards, where it would stay
     * for five minutes by default.
     */
    private static final class ShortKeepAlive extends OkHttpClientFactory {
        @Override
        protected void additionalConfig(OkHttpClient.Builder http) {
            http.connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS));
        }
    }
}
