package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.engine.support.LogRecorder;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenClientFactoryTest {
    private static final int UNAUTHORIZED = 401;

    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders());
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(UNAUTHORIZED, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void nothingOfThePluginIsSentBesideTheToken() {
        assertOnlyTheTokenIsSent(config -> config.withUsername("plugin").withPassword("hunter2"));
        assertOnlyTheTokenIsSent(config -> config.withOauthToken("of-plugin"));
        assertOnlyTheTokenIsSent(config -> config.withAutoOAuthToken("of-plugin"));
        assertOnlyTheTokenIsSent(config -> config.withOauthTokenProvider(() -> "of-plugin"));
        assertOnlyTheTokenIsSent(config -> config.withImpersonateUsername("plugin")
                .withImpersonateGroups("system:masters")
                .withImpersonateExtras(Map.of("scopes", List.of("all"))));
        assertOnlyTheTokenIsSent(config ->
                config.withCustomHeaders(Map.of("Authorization", "Bearer of-plugin", "X-Remote-User", "plugin")));
    }

    /** A token that is refused is not replaced by another one, as the library does for its own. */
    private void assertOnlyTheTokenIsSent(UnaryOperator<ConfigBuilder> identity) {
        requests.clear();
        try (TokenClientFactory factory = new TokenClientFactory(config(identity), http -> {})) {
            for (String token : List.of("of-alice", "of-bob")) {
                assertThatThrownBy(() -> send(factory, token)).hasMessageNotContaining(token);
            }
        }
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).get("Authorization")).containsExactly("Bearer of-alice");
        assertThat(requests.get(1).get("Authorization")).containsExactly("Bearer of-bob");
        assertThat(requests).allSatisfy(headers -> assertThat(headers.keySet())
                .noneMatch(name -> name.startsWith("Impersonate") || name.startsWith("X-Remote")));
    }

    private static void send(TokenClientFactory factory, String token) {
        factory.create(new BearerToken(token))
                .secrets()
                .inNamespace("demo")
                .withName("registry")
                .delete();
    }

    private Config config(UnaryOperator<ConfigBuilder> identity) {
        return identity.apply(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0))
                .build();
    }

    @Test
    void aCertificateOfThePluginIsNotOfThisClient() {
        Config own = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://api.example.com/")
                .withCaCertData("ca")
                .withClientCertData("certificate")
                .withClientCertFile("certificate")
                .withClientKeyData("key")
                .withClientKeyFile("key")
                .withClientKeyPassphrase("hunter2")
                .withKeyStoreFile("keys")
                .withKeyStorePassphrase("hunter2")
                .build();

        Config others = TokenClientFactory.withoutIdentity(own);

        assertThat(others)
                .returns("https://api.example.com/", Config::getMasterUrl)
                .returns("ca", Config::getCaCertData)
                .returns(null, Config::getClientCertData)
                .returns(null, Config::getClientCertFile)
                .returns(null, Config::getClientKeyData)
                .returns(null, Config::getClientKeyFile)
                .returns(null, Config::getKeyStoreFile);
        assertThat(List.of(
                        String.valueOf(others.getClientKeyPassphrase()),
                        String.valueOf(others.getKeyStorePassphrase())))
                .doesNotContain("hunter2");
    }

    /** The trace log of the library has all headers, as another client shows. */
    @Test
    void noLogHasTheToken() {
        LogRecorder log = LogRecorder.start("io.fabric8.kubernetes.client", Level.ALL);
        try (log;
                TokenClientFactory factory = new TokenClientFactory(config(config -> config), http -> {});
                KubernetesClient other =
                        ClientFactory.create(config(config -> config.withOauthToken("of-other")), http -> {})) {
            assertThatThrownBy(() -> send(factory, "of-alice")).isNotNull();
            assertThatThrownBy(() -> other.secrets()
                            .inNamespace("demo")
                            .withName("registry")
                            .delete())
                    .isNotNull();
            // The library writes it on another thread.
            await("the headers of the other client in the log")
                    .until(() -> lines(log).anyMatch(line -> line.contains("of-other")));
        }
        assertThat(requests).hasSizeGreaterThan(1);
        assertThat(lines(log)).noneMatch(line -> line.contains("of-alice"));
        assertThat(new BearerToken("of-alice")).hasToString("****");
    }

    private static Stream<String> lines(LogRecorder log) {
        return log.records().stream()
                .map(line -> line.getMessage() + " "
                        + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()));
    }

    /** A client for each request has no connection of its own. */
    @Test
    void clientsShareAConnection() {
        try (TokenClientFactory factory = new TokenClientFactory(config(config -> config), http -> {})) {
            for (String token : List.of("of-alice", "of-bob", "of-alice")) {
                assertThatThrownBy(() -> send(factory, token)).isNotNull();
            }
        }
        assertThat(requests).hasSize(3);
        assertThat(Set.copyOf(ports)).hasSize(1);
    }
}
