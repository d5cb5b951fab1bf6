package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubeSphereTokenReviewerTest {
    private HttpServer server;
    private KubeSphereTokenReviewer reviewer;
    private String received;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth/authenticate", exchange -> {
            received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        reviewer = new KubeSphereTokenReviewer(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theUserIsTheOneThatKubeSphereNames() {
        answer = """
                {"kind": "TokenReview", "status": {"authenticated": true, "user": {"username": "alice", "uid": "7"}}}""";

        assertThat(reviewer.review("t\"oken")).get().satisfies(caller -> {
            assertThat(caller.name()).isEqualTo("alice");
            assertThat(caller.groups()).containsExactly("system:authenticated");
            assertThat(caller.origin()).isEqualTo(Caller.Origin.KUBESPHERE);
        });
        assertThat(received).contains("\"token\":\"t\\\"oken\"");
    }

    @Test
    void aTokenThatIsRefusedIsNobodys() {
        status = 400;
        answer = "token not found in cache";
        assertThat(reviewer.review("token")).isEmpty();
        status = 200;
        answer = "{\"status\": {\"authenticated\": false}}";
        assertThat(reviewer.review("token")).isEmpty();
        answer = "{\"status\": {\"authenticated\": true, \"user\": {\"username\": \"\"}}}";
        assertThat(reviewer.review("token")).isEmpty();
    }

    /** It must not be able to name a user of Kubernetes' own. */
    @Test
    void aUserOfKubernetesIsNotAccepted() {
        answer = "{\"status\": {\"authenticated\": true, \"user\": {\"username\": \"system:admin\"}}}";

        assertThat(reviewer.review("token")).isEmpty();
    }

    @Test
    void aServerThatFailsOrSendsSomethingElseIsNotAYes() {
        status = 500;
        assertThatThrownBy(() -> reviewer.review("token")).isInstanceOf(ReviewUnavailableException.class);
        status = 200;
        answer = "<html>";
        assertThatThrownBy(() -> reviewer.review("token")).isInstanceOf(ReviewUnavailableException.class);
    }
}
