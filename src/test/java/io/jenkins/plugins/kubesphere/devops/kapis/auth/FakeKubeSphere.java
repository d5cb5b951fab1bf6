package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A server on this machine that answers as KubeSphere's API server does, or as a test wants. */
final class FakeKubeSphere implements AutoCloseable {
    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile UnaryOperator<String> answer = body -> "";

    /** What it was asked. */
    record Request(String path, String authorization, String body) {}

    private FakeKubeSphere() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
    }

    static FakeKubeSphere start() {
        try {
            FakeKubeSphere started = new FakeKubeSphere();
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Authorization"), body));
        try {
            byte[] bytes = answer.apply(body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } finally {
            exchange.close();
        }
    }

    void answer(int newStatus, String text) {
        answer(newStatus, body -> text);
    }

    /** @param newAnswer makes the answer from the body of the request */
    void answer(int newStatus, UnaryOperator<String> newAnswer) {
        status = newStatus;
        answer = newAnswer;
    }

    List<Request> requests() {
        return requests;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
