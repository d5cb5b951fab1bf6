package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends questions to KubeSphere's API server. An answer that is slow or large is no answer. */
public final class KubeSphereClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_ANSWER = 4 * 1_024 * 1_024;
    private static final int OK = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI server;
    private final Optional<BearerToken> token;
    private final Duration timeout;

    /**
     * @param server address of KubeSphere's API server, for example {@code http://ks-apiserver.kubesphere-system}
     * @param token of an account that may create SubjectAccessReviews in KubeSphere; empty if it has none
     */
    public KubeSphereClient(URI server, Optional<BearerToken> token) {
        this(server, token, Duration.ofSeconds(5));
    }

    /** @param timeout for a whole answer */
    KubeSphereClient(URI server, Optional<BearerToken> token, Duration timeout) {
        // Redirects are not followed, so that a token is sent to nobody else.
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.server = server;
        this.token = token;
        this.timeout = timeout;
    }

    /** @param body {@link com.fasterxml.jackson.databind.node.MissingNode} if the status is not 200 */
    record Answer(int status, JsonNode body) {}

    /**
     * Posts JSON.
     *
     * @param path for example {@code /oauth/authenticate}
     * @throws ReviewUnavailableException if there is no answer, or the answer is not JSON
     */
    Answer post(String path, JsonNode question) {
        URI address = server.resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toString()));
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known.value()));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> append(body, bytes))));
        try {
            int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return new Answer(status, status == OK ? JSON.readTree(body.toByteArray()) : JSON.missingNode());
        } catch (IOException | ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new ReviewUnavailableException(address + " does not answer as expected", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new ReviewUnavailableException(address + " was not waited for", e);
        }
    }

    /** The exception ends the connection. */
    private static void append(ByteArrayOutputStream body, byte[] bytes) {
        if (body.size() + bytes.length > MAX_ANSWER) {
            throw new IllegalStateException("the answer has more than " + MAX_ANSWER + " bytes");
        }
        body.writeBytes(bytes);
    }
}
