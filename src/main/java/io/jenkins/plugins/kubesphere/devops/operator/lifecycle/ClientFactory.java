package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import io.fabric8.kubernetes.client.Config;
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

    private ClientFactory() {}

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
