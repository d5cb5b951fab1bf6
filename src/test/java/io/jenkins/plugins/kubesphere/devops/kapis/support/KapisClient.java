package io.jenkins.plugins.kubesphere.devops.kapis.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * Sends requests to v1alpha3 of the REST API.
 *
 * @param address of the server, without a slash at the end
 * @param administrator token of an administrator of the cluster
 */
public record KapisClient(URI address, String administrator) {
    private static final String BASE = "/kapis/devops.kubesphere.io/v1alpha3";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The status of an answer, its body and its headers. */
    public record Answer(int status, String body, HttpHeaders headers) {
        /** An answer of which no header counts. */
        public Answer(int status, String body) {
            this(status, body, HttpHeaders.of(Map.of(), (name, value) -> true));
        }

        /** The first value of a header; empty if there is none. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The body, which must be JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + status + " " + body, e);
            }
        }
    }

    /** The token of a connection. */
    public static String tokenOf(Config config) {
        return config.getOauthToken() == null ? config.getAutoOAuthToken() : config.getOauthToken();
    }

    /** A document that is not below the version. */
    public JsonNode document(String path) {
        return exchange(request(administrator, path).GET()).json();
    }

    /** Sends a request of the administrator. */
    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** Sends a request of the administrator. */
    public Answer send(String method, String path, String body) {
        return send(administrator, method, path, body);
    }

    /**
     * Sends a request.
     *
     * @param token null for none
     * @param path below v1alpha3, or a whole path that begins with /kapis/
     * @param body JSON; null for none
     */
    public Answer send(String token, String method, String path, String body) {
        return send(token, method, path, body, Map.of());
    }

    /** Sends a body of another type than JSON, as the administrator. */
    public Answer post(String path, String contentType, String body) {
        return send(administrator, "POST", path, body, Map.of("Content-Type", contentType));
    }

    /** Sends a request of the administrator with other headers. */
    public Answer get(String path, Map<String, String> headers) {
        return send(administrator, "GET", path, null, headers);
    }

    private Answer send(String token, String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = request(token, path.startsWith("/kapis/") ? path : BASE + path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return exchange(request);
    }

    private HttpRequest.Builder request(String token, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
