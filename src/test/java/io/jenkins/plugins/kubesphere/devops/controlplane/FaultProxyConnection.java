package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;

/**
 * One connection through a {@link FaultProxy}. Two threads copy bytes, one in each direction, until one side closes.
 */
final class FaultProxyConnection {
    private static final int CONNECT_MILLIS = 5_000;

    private final Socket client;
    private final Socket server = new Socket();
    private final ThreadGate gate;
    private final Consumer<FaultProxyConnection> ended;

    /**
     * @param client the accepted connection, which this object closes
     * @param gate gate for bytes in both directions
     * @param ended called with this object at the end of the connection, possibly more than once
     */
    FaultProxyConnection(Socket client, ThreadGate gate, Consumer<FaultProxyConnection> ended) {
        this.client = client;
        this.gate = gate;
        this.ended = ended;
    }

    /** Connects to the server and copies bytes; returns at once. If the server does not answer, the connection ends. */
    void open(InetSocketAddress target) {
        start("request", () -> {
            server.connect(target, CONNECT_MILLIS);
            start("answer", () -> copyBytes(server, client));
            copyBytes(client, server);
        });
    }

    /** Closes both sides. The client sees a connection reset, as after a failure of the machine of the server. */
    void cut() {
        close(client);
        close(server);
        ended.accept(this);
    }

    private void copyBytes(Socket from, Socket to) throws IOException, InterruptedException {
        InputStream input = from.getInputStream();
        OutputStream output = to.getOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
            gate.awaitOpen();
            output.write(buffer, 0, length);
        }
    }

    private void start(String direction, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        // One of the two sides has closed: the result is the same as after a normal end.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        cut();
                    }
                },
                "fault-proxy-" + direction);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0); // a reset instead of a normal close
            }
        } catch (SocketException e) {
            // The other thread has closed it meanwhile.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // The connection ends anyway.
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }
}
