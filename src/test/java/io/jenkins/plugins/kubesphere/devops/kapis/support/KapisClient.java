package io.jenkins.plugins.kubesphere.devops.kapis.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

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

    /** The status of an answer and its body. */
    public record Answer(int status, String body) {
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
     * @param path below the version
     * @param body JSON; null for none
     */
    public Answer send(String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + BASE + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
