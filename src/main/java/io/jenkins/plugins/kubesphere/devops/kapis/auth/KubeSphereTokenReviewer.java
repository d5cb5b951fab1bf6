package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets KubeSphere review tokens. Its tokens are its own: Kubernetes does not know them, and only KubeSphere knows which
 * of them were withdrawn.
 */
public final class KubeSphereTokenReviewer implements TokenReviewer {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;
    /** It answers 400 to a token that it does not accept. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401);

    /** Kubernetes' own users. KubeSphere has none of these names, and must not speak for them. */
    private static final String RESERVED = "system:";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI address;

    /**
     * @param http does not follow redirects, so that a token is sent to nobody else
     * @param apiServer address of KubeSphere's API server, for example {@code http://ks-apiserver.kubesphere-system}
     */
    public KubeSphereTokenReviewer(HttpClient http, URI apiServer) {
        this.http = http;
        this.address = apiServer.resolve("/oauth/authenticate");
    }

    @Override
    public Optional<Caller> review(String token) {
        ObjectNode review = JSON.createObjectNode();
        review.put("apiVersion", "authentication.k8s.io/v1");
        review.put("kind", "TokenReview");
        review.putObject("spec").put("token", token);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(review.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK && !REFUSALS.contains(answer.statusCode())) {
                throw new ReviewUnavailableException(address + " answered " + answer.statusCode(), null);
            }
            return answer.statusCode() == OK ? toCaller(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            throw new ReviewUnavailableException(address + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReviewUnavailableException(address + " was not waited for", e);
        }
    }

    private static Optional<Caller> toCaller(JsonNode review) {
        JsonNode status = review.path("status");
        String name = status.path("user").path("username").asText();
        if (!status.path("authenticated").asBoolean() || name.isBlank() || name.startsWith(RESERVED)) {
            return Optional.empty();
        }
        // KubeSphere names no groups; its gateway adds this one.
        return Optional.of(new Caller(
                name,
                status.path("user").path("uid").asText(),
                List.of("system:authenticated"),
                Map.of(),
                Caller.Origin.KUBESPHERE));
    }
}
