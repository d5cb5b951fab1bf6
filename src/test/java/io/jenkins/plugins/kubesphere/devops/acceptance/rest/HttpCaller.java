package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends requests of any form with the same headers, such as credentials. Any thread may use it.
 *
 * @param server address without a slash at the end
 */
record HttpCaller(HttpClient http, URI server, Map<String, String> headers) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    HttpCaller {
        headers = Map.copyOf(headers);
    }

    /** A caller without credentials. */
    static HttpCaller of(URI server) {
        return new HttpCaller(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), server, Map.of());
    }

    /** The same caller with one more header, or with another value of it. */
    HttpCaller with(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new HttpCaller(http, server, more);
    }

    HttpCaller withBearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    HttpCaller withBasic(String user, String password) {
        return with(
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends a request without a body. */
    Answer send(String method, String path) {
        return send(method, path, BodyPublishers.noBody());
    }

    /** Sends JSON, unless this caller has another Content-Type. */
    Answer send(String method, String path, String body) {
        HttpCaller typed = headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
        return typed.send(method, path, BodyPublishers.ofString(body));
    }

    /** @param path of the server, with its query, as it is sent */
    Answer send(String method, String path, BodyPublisher body) {
        try {
            HttpResponse<String> answer =
                    http.send(request(path).method(method, body).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request with the headers of this caller. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return request;
    }
}
