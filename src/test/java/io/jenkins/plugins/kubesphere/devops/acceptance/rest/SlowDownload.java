package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that asks for a file, reads the first byte of the answer, and then reads nothing. */
final class SlowDownload implements AutoCloseable {
    private static final int BUFFER = 8_192;

    private final Socket socket;

    private SlowDownload(Socket socket) {
        this.socket = socket;
    }

    /** Sends a request, and waits for the first byte of the answer. */
    static SlowDownload start(URI server, String path, String token) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(BUFFER);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() < 0) {
                throw new AssertionError("the server closed the connection");
            }
            return new SlowDownload(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection, as a browser that is closed. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
