package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Serves the part of the API of a repository host that a scan of one repository needs, on 127.0.0.1. Branches, tags and
 * files are those of a real Git repository, which Jenkins clones directly. Remembers the statuses of commits that
 * Jenkins reports.
 */
public abstract class FakeScmHost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final CommitStatusEndpoint statusEndpoint;
    private final ConcurrentLinkedQueue<CommitStatusEndpoint.Status> statuses = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> unansweredRequests = new ConcurrentLinkedQueue<>();

    public FakeScmHost(CommitStatusEndpoint statusEndpoint) throws IOException {
        this.statusEndpoint = statusEndpoint;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Answers a request.
     *
     * @param path path of the request, not decoded
     * @return an object that is sent as JSON, or bytes that are sent unchanged; empty if it does not exist
     */
    public abstract Optional<Object> answer(String path, Map<String, String> query);

    public final String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All statuses that Jenkins has reported, in their order. */
    public final List<CommitStatusEndpoint.Status> statuses() {
        return List.copyOf(statuses);
    }

    /** Requests that this host does not know, and errors of the fake itself. */
    public final List<String> unansweredRequests() {
        return List.copyOf(unansweredRequests);
    }

    public static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Object> found = answerOrFail(exchange);
            if (found.isEmpty()) {
                unansweredRequests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            }
            Object body = found.orElse(Map.of("message", "404 Not Found"));
            byte[] bytes = body instanceof byte[] raw ? raw : JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(found.isPresent() ? 200 : 404, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** Records an error of the fake itself, which would otherwise only close the connection. */
    private Optional<Object> answerOrFail(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        try {
            return exchange.getRequestMethod().equals("POST")
                    ? receive(path, exchange)
                    : answer(path, readForm(exchange.getRequestURI().getRawQuery()));
        } catch (IOException | RuntimeException | AssertionError e) {
            unansweredRequests.add(e.toString());
            return Optional.empty();
        }
    }

    private Optional<Object> receive(String path, HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Optional<CommitStatusEndpoint.Status> status =
                statusEndpoint.read(path, body, exchange.getRequestHeaders()::getFirst);
        status.ifPresent(statuses::add);
        return status.map(received -> Map.of("id", 1, "state", received.state()));
    }

    /** Reads the query of a request, or the fields of a form. */
    static Map<String, String> readForm(String raw) {
        return raw == null || raw.isEmpty()
                ? Map.of()
                : Arrays.stream(raw.split("&"))
                        .map(field -> field.split("=", 2))
                        .collect(Collectors.toMap(field -> field[0], field -> decode(field[1])));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
