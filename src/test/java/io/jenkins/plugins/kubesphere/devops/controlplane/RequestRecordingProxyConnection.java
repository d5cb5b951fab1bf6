package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One connection through a {@link RequestRecordingProxy}. It parses only as much of HTTP/1.1 (RFC 9112) as is needed to
 * find the start of each request. It forwards all bytes of requests and responses unchanged.
 */
final class RequestRecordingProxyConnection {
    private static final int BUFFER = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final RequestInterceptor interceptor;
    private final Consumer<RequestRecordingProxyConnection> ended;
    private volatile boolean watch;

    RequestRecordingProxyConnection(
            Socket client,
            Socket server,
            RequestInterceptor interceptor,
            Consumer<RequestRecordingProxyConnection> ended) {
        this.client = client;
        this.server = server;
        this.interceptor = interceptor;
        this.ended = ended;
    }

    /** True if the last request of this connection is a watch. */
    boolean isWatch() {
        return watch;
    }

    /** Copies in both directions until one side closes; returns at once. */
    void open() throws IOException {
        client.setTcpNoDelay(true);
        start("requests", () -> forwardRequests(new BufferedInputStream(client.getInputStream(), BUFFER)));
        start("answers", () -> copy(server.getInputStream(), client.getOutputStream()));
    }

    private void forwardRequests(InputStream from) throws IOException {
        OutputStream to = server.getOutputStream();
        for (String head = readHead(from); head != null; head = readHead(from)) {
            String[] request = head.substring(0, head.indexOf('\r')).split(" ");
            URI uri = URI.create(request[1]);
            watch = RequestInterceptor.isWatch(uri);
            Optional<InjectedAnswer> injected = interceptor.answer(request[0], uri);
            if (injected.isPresent()) {
                // The client sends its next request after this answer, so no answer of the server is under way.
                forwardBody(head, from, OutputStream.nullOutputStream());
                String webSocketKey = header(head, "sec-websocket-key");
                client.getOutputStream().write(injected.get().bytes(webSocketKey));
                client.getOutputStream().flush();
                if (webSocketKey != null && injected.get().inWatch()) {
                    from.transferTo(OutputStream.nullOutputStream());
                    return;
                }
                continue;
            }
            to.write(head.getBytes(StandardCharsets.ISO_8859_1));
            if (header(head, "upgrade") != null) {
                copy(from, to);
                return;
            }
            forwardBody(head, from, to);
            to.flush();
        }
    }

    private static void forwardBody(String head, InputStream from, OutputStream to) throws IOException {
        if ("chunked".equalsIgnoreCase(header(head, "transfer-encoding"))) {
            forwardChunks(from, to);
        } else if (header(head, "content-length") != null) {
            forward(Long.parseLong(header(head, "content-length")), from, to);
        }
    }

    /** Returns the head of a request, with the empty line at its end; null at the end of the connection. */
    private static String readHead(InputStream from) throws IOException {
        String line = readLine(from);
        if (line.isEmpty()) {
            return null;
        }
        StringBuilder head = new StringBuilder();
        for (; line.length() > 2; line = readLine(from)) {
            head.append(line);
        }
        return head.append("\r\n").toString();
    }

    /** Returns a line with its line end; empty at the end of the connection. */
    private static String readLine(InputStream from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = from.read(); next >= 0; next = from.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static void forwardChunks(InputStream from, OutputStream to) throws IOException {
        long size;
        do {
            String line = readLine(from);
            to.write(line.getBytes(StandardCharsets.ISO_8859_1));
            size = Long.parseLong(line.strip(), 16);
            forward(size + "\r\n".length(), from, to);
        } while (size > 0);
    }

    private static void forward(long length, InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long remaining = length; remaining > 0; ) {
            int read = from.read(buffer, 0, (int) Math.min(remaining, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            to.write(buffer, 0, read);
            remaining -= read;
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            to.write(buffer, 0, length);
            to.flush();
        }
    }

    private void start(String direction, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        // One of the two sides has closed: the result is the same as after a normal end.
                    } finally {
                        close();
                    }
                },
                "request-proxy-" + direction);
        thread.setDaemon(true);
        thread.start();
    }

    void close() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                // The connection ends anyway.
            }
        }
        ended.accept(this);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
