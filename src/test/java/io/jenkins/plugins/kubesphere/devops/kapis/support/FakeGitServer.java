package io.jenkins.plugins.kubesphere.devops.kapis.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/** A server of a Git provider on the loopback interface, with the answers that it is given. */
public final class FakeGitServer implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;

    private final HttpServer server;
    private final ExecutorService pool = WorkerPoolFactory.createUnlimited("fake Git server");
    private volatile CountDownLatch released = new CountDownLatch(0);
    private final Map<String, Response> responses = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String authorization;

    private record Response(int status, Map<String, String> headers, String body) {}

    private FakeGitServer(String authorization) throws IOException {
        this.authorization = authorization;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(pool);
        server.start();
    }

    /** @param authorization the only value of the header that is accepted; empty for any and for none */
    public static FakeGitServer start(String authorization) throws IOException {
        return new FakeGitServer(authorization);
    }

    /** Gives another value of the header that is accepted. */
    public void accept(String value) {
        authorization = value;
    }

    /** Answers a request for this path and query with JSON; for any query, if the path has none. */
    public FakeGitServer with(String path, String json) {
        return with(path, 200, Map.of("Content-Type", "application/json"), json);
    }

    public FakeGitServer with(String path, int status, Map<String, String> headers, String body) {
        responses.put(path, new Response(status, headers, body));
        return this;
    }

    public String address() {
        return "http://" + host();
    }

    /** Address and port. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Paths and queries in the order of the requests. */
    public List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            requests.add(path);
            await();
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            Response response = authorization.isEmpty() || authorization.equals(given)
                    ? find(path)
                    : new Response(UNAUTHORIZED, Map.of(), "{\"message\":\"Bad credentials: " + given + "\"}");
            response.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Response find(String path) {
        return Stream.of(path, path.split("[?]", 2)[0])
                .map(responses::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(new Response(NOT_FOUND, Map.of(), "{\"message\":\"Not Found\"}"));
    }

    /** Answers nothing until the latch is released. */
    public void hold(CountDownLatch latch) {
        released = latch;
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
