package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocuments.Completeness;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what is sent to an API server whose answers the test chooses. */
class ConfigMapStoreTest {
    private static final String CONFIG_MAP = """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"demo","name":"web-1","uid":"map",
            "ownerReferences":[{"apiVersion":"v1","kind":"PipelineRun","name":"web-1","uid":"uid"}]},
            "data":{"status":"{}","stage":"[]","truncated":"true"}}""";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private HttpServer server;
    private KubernetesClient client;

    private record Answer(int code, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Answer answer = answers.remove();
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.code, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Stages that lacked something looked complete after a restart of the engine. */
    @Test
    void storedStagesThatStayKeepTheMarkThatTheyAreTruncated() {
        answers.addAll(List.of(ok(), ok(), ok(), ok()));
        ConfigMapStore store = new ConfigMapStore(client);

        assertThat(store.read(FakeRunStore.run())).contains(documents(Completeness.AS_STORED));
        store.write(FakeRunStore.run(), documents(Completeness.AS_STORED));
        store.write(FakeRunStore.run(), documents(Completeness.COMPLETE));
        store.write(FakeRunStore.run(), documents(Completeness.TRUNCATED));

        assertThat(requests.get(1)).startsWith("PATCH ").doesNotContain("truncated");
        assertThat(requests.get(2)).startsWith("PATCH ").contains("\"truncated\":null");
        assertThat(requests.get(3)).startsWith("PATCH ").contains("\"truncated\":\"true\"");
    }

    /** The stages were not written until the next change, because the run looked like one that was deleted. */
    @Test
    void aConfigMapThatIsDeletedBetweenTwoRequestsIsCreatedAgain() {
        answers.addAll(List.of(refusal(409), refusal(404), ok()));
        new ConfigMapStore(client).write(FakeRunStore.run(), documents(Completeness.COMPLETE));

        assertThat(methods()).containsExactly("POST", "GET", "POST");
    }

    @Test
    void aConfigMapThatIsReplacedBetweenTwoRequestsIsReadAgain() {
        answers.addAll(List.of(refusal(409), ok(), refusal(409), refusal(409), ok(), ok()));
        new ConfigMapStore(client).write(FakeRunStore.run(), documents(Completeness.COMPLETE));

        assertThat(methods()).containsExactly("POST", "GET", "PATCH", "POST", "GET", "PATCH");
    }

    @Test
    void conflictsThatLastAreThrown() {
        answers.addAll(List.of(refusal(409), refusal(404), refusal(409), refusal(404)));

        assertThatThrownBy(() -> new ConfigMapStore(client).write(FakeRunStore.run(), documents(Completeness.COMPLETE)))
                .isInstanceOf(KubernetesClientException.class)
                .extracting("code")
                .isEqualTo(409);
        assertThat(answers).isEmpty();
    }

    private List<String> methods() {
        return requests.stream().map(request -> request.split(" ")[0]).toList();
    }

    private static RunDocuments documents(Completeness completeness) {
        return new RunDocuments("{}", Optional.of("[]"), completeness);
    }

    private static Answer ok() {
        return new Answer(200, CONFIG_MAP);
    }

    private static Answer refusal(int code) {
        return new Answer(
                code, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + code + "}");
    }
}
