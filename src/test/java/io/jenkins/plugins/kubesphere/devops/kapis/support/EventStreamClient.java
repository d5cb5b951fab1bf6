package io.jenkins.plugins.kubesphere.devops.kapis.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads server-sent events of the REST API, as a browser does. */
public final class EventStreamClient implements AutoCloseable {
    private static final String BASE = "/kapis/devops.kubesphere.io/v1alpha3";

    private final HttpResponse<InputStream> answer;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private EventStreamClient(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread reader = new Thread(this::read, "events");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Sends a request, and waits for the head of its answer.
     *
     * @param server without a slash at the end
     * @param path below v1alpha3, with its query
     * @param lastEventId empty for none
     */
    public static EventStreamClient open(URI server, String token, String path, String lastEventId) {
        return openAt(server, token, BASE + path, lastEventId);
    }

    /** Like {@link #open}, with a whole path. */
    public static EventStreamClient openAt(URI server, String token, String path, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "gzip");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new EventStreamClient(
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("closed");
        }
    }

    public int status() {
        return answer.statusCode();
    }

    /** The first value of a header; empty if there is none. */
    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The lines that have arrived. */
    public List<String> lines() {
        return lines;
    }

    /** Waits for a line with a text, and returns the last one. */
    public String awaitLine(String part) {
        await("a line with " + part).until(() -> lines.stream().anyMatch(line -> line.contains(part)));
        return lines.stream()
                .filter(line -> line.contains(part))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
