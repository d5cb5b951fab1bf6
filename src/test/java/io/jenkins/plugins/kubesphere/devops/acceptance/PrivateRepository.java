package io.jenkins.plugins.kubesphere.devops.acceptance;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Git repository on 127.0.0.1, over HTTP, for one user with a password. */
final class PrivateRepository implements AutoCloseable {
    private final HttpServer server;
    private final Path bare;

    /** @param folder for the repository; must not be there */
    PrivateRepository(Path folder, String user, String password) throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("greeting.txt"), "hello from the private repository\n");
        bare = folder.resolve("private.git");
        git(work, "init", "-q", "-b", "main");
        Files.writeString(
                work.resolve("Jenkinsfile"),
                "node { checkout scm; sh 'cat greeting.txt';"
                        + " withCredentials([string(credentialsId: 'token', variable: 'TEXT')]) { echo 'bound' } }");
        git(work, "add", ".");
        git(work, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-q", "-m", "greeting");
        git(folder, "clone", "-q", "--bare", work.toString(), bare.toString());
        // For the plain protocol, which needs no more than files.
        git(bare, "update-server-info");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/private.git/", this::serve).setAuthenticator(new BasicAuthenticator("private") {
            @Override
            public boolean checkCredentials(String claimed, String secret) {
                return claimed.equals(user) && secret.equals(password);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/private.git";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = bare.resolve(exchange.getRequestURI().getPath().substring("/private.git/".length()))
                    .normalize();
            if (!file.startsWith(bare) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static void git(Path folder, String... arguments) throws Exception {
        ProcessBuilder git = new ProcessBuilder("git");
        git.command().addAll(List.of(arguments));
        Process process = git.directory(folder.toFile()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git " + String.join(" ", arguments) + " failed");
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
