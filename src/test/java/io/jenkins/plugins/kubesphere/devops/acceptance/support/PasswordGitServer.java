package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves a Git repository over HTTP on 127.0.0.1, to one user with a password. */
public final class PasswordGitServer implements AutoCloseable {
    private final HttpServer server;
    private final Path repository;

    /** @param repository a bare repository, with the files of {@code git update-server-info} */
    public PasswordGitServer(Path repository, String user, String password) throws IOException {
        this.repository = repository;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/private.git/", this::serve).setAuthenticator(new BasicAuthenticator("private") {
            @Override
            public boolean checkCredentials(String claimed, String secret) {
                return claimed.equals(user) && secret.equals(password);
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/private.git";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = repository
                    .resolve(exchange.getRequestURI().getPath().substring("/private.git/".length()))
                    .normalize();
            if (!file.startsWith(repository) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
