package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.DaemonThreads;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestKeys;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server on the loopback interface that answers as no server should. */
final class HostileServer implements AutoCloseable {
    private static final int LARGE = 5 * 1_024 * 1_024;

    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String location = "/";

    private HostileServer(ServerSocket socket) {
        this.socket = socket;
    }

    static HostileServer start() throws IOException {
        return start(ServerSocketFactory.getDefault());
    }

    /** A server whose certificate nobody has signed. */
    static HostileServer startWithCertificate() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(TestKeys.keyStore()), TestKeys.PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, TestKeys.PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return start(tls.getServerSocketFactory());
    }

    private static HostileServer start(ServerSocketFactory sockets) throws IOException {
        HostileServer server = new HostileServer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        DaemonThreads.create("hostile server", server::accept).start();
        return server;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Address and port. */
    String host() {
        return "127.0.0.1:" + port();
    }

    /** The first lines of the requests. */
    List<String> requests() {
        return requests;
    }

    void redirectTo(String target) {
        location = target;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                DaemonThreads.create("hostile connection", () -> serve(connection))
                        .start();
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = reader.readLine();
            if (first == null || !first.startsWith("GET ")) {
                write(connection.getOutputStream(), "HTTP/1.1 400 Bad Request\r\n\r\n");
                return;
            }
            requests.add(first);
            answer(first.split(" ")[1], connection.getOutputStream());
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String path, OutputStream out) throws IOException, InterruptedException {
        switch (path) {
            case "/redirect" ->
                write(out, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
            case "/endless" -> {
                write(out, "HTTP/1.1 200 OK\r\n\r\n");
                while (true) {
                    out.write(new byte[8_192]);
                }
            }
            case "/bomb" -> {
                ByteArrayOutputStream compressed = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                    gzip.write(new byte[LARGE]);
                }
                write(
                        out,
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + compressed.size()
                                + "\r\n\r\n");
                out.write(compressed.toByteArray());
            }
            case "/silent" -> Thread.sleep(5_000);
            case "/slow" -> {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                for (int i = 0; i < 100; i++) {
                    write(out, "a");
                    Thread.sleep(50);
                }
            }
            case "/broken" -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort");
            default -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
        out.flush();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
