package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Creates clients that send the token of a caller, and nothing that identifies the plugin. All of them share one HTTP
 * client. It is not that of the plugin, because the API server believes a client certificate before a token, and because the
 * library replaces a refused token by one of its own configuration. Thread-safe.
 */
final class TokenClientFactory implements AutoCloseable {
    /** Name of an interceptor that the library adds if its trace log is on. It writes the headers. */
    private static final String HEADER_LOG = "HttpLogging";

    private final KubernetesClient shared;

    /**
     * @param own the connection of the plugin
     * @param configure changes the HTTP client before it is built; must not add an interceptor that identifies the plugin
     */
    TokenClientFactory(Config own, Consumer<HttpClient.Builder> configure) {
        shared = ClientFactory.create(withoutIdentity(own), http -> {
            configure.accept(http);
            // Null removes it.
            http.addOrReplaceInterceptor(HEADER_LOG, null);
            // In place of the interceptor that sends the token of the configuration, and looks for another one later.
            http.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, new TokenInterceptor());
        });
    }

    /**
     * A client for one request of a caller. It works until this factory is closed. It owns no connection and no thread, so
     * it need not be closed.
     */
    KubernetesClient create(BearerToken token) {
        return new KubernetesClientImpl(
                shared.getHttpClient().newBuilder().tag(token).build(),
                shared.getConfiguration(),
                // For callbacks of watches and of sessions in pods. These clients only send requests, which need none:
                // a pool
                // would be one thread more for each request.
                () -> Runnable::run,
                shared.getKubernetesSerialization());
    }

    /**
     * What leads to the API server, and nothing else: what a later version of the library adds is not sent either. Left out
     * on purpose, because they identify the plugin: its tokens and their providers, user and password, client certificate,
     * client key and key store, impersonation, and headers of its own. Whoever adds a setting here must know that it is none
     * of these.
     */
    static Config withoutIdentity(Config own) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(own.getMasterUrl())
                .withApiVersion(own.getApiVersion())
                .withNamespace(own.getNamespace())
                .withTrustCerts(own.isTrustCerts())
                .withDisableHostnameVerification(own.isDisableHostnameVerification())
                .withCaCertData(own.getCaCertData())
                .withCaCertFile(own.getCaCertFile())
                .withTrustStoreFile(own.getTrustStoreFile())
                .withTrustStorePassphrase(own.getTrustStorePassphrase())
                .withTlsVersions(own.getTlsVersions())
                .withHttp2Disable(own.isHttp2Disable())
                .withHttpProxy(own.getHttpProxy())
                .withHttpsProxy(own.getHttpsProxy())
                .withNoProxy(own.getNoProxy())
                .withProxyUsername(own.getProxyUsername())
                .withProxyPassword(own.getProxyPassword())
                .withUserAgent(own.getUserAgent())
                .withConnectionTimeout(own.getConnectionTimeout())
                .withRequestTimeout(own.getRequestTimeout())
                .withRequestRetryBackoffLimit(own.getRequestRetryBackoffLimit())
                .withRequestRetryBackoffInterval(own.getRequestRetryBackoffInterval())
                .build();
    }

    @Override
    public void close() {
        shared.close();
    }

    private static final class TokenInterceptor implements Interceptor {
        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            BearerToken token = Objects.requireNonNull(tags.getTag(BearerToken.class), "a request without a token");
            builder.setHeader("Authorization", "Bearer " + token.value());
        }
    }
}
