package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;

/** One connection through a {@link FaultProxy}: two threads that carry bytes, one in each direction, until either side ends. */
final class FaultProxyConnection {
    private static final int CONNECT_MILLIS = 5_000;

    private final Socket client;
    private final Socket server = new Socket();
    private final ByteGate gate;
    private final Consumer<FaultProxyConnection> ended;

    /**
     * @param client the accepted connection, owned by this object from here on
     * @param gate what bytes must pass in both directions
     * @param ended given this object when the connection is over, possibly more than once
     */
    FaultProxyConnection(Socket client, ByteGate gate, Consumer<FaultProxyConnection> ended) {
        this.client = client;
        this.gate = gate;
        this.ended = ended;
    }

    /** Connects to the server and carries; returns at once. A server that does not answer ends the tunnel. */
    void open(InetSocketAddress target) {
        start("request", () -> {
            server.connect(target, CONNECT_MILLIS);
            start("answer", () -> carry(server, client));
            carry(client, server);
        });
    }

    /** Ends both sides. The client sees its connection reset, as from a machine that went away. */
    void cut() {
        close(client);
        close(server);
        ended.accept(this);
    }

    private void carry(Socket from, Socket to) throws IOException, InterruptedException {
        InputStream input = from.getInputStream();
        OutputStream output = to.getOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
            gate.pass();
            output.write(buffer, 0, length);
        }
    }

    private void start(String direction, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        // One of the two sides is gone: what follows is the same as after an ordinary end.
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
                socket.setSoLinger(true, 0); // a reset instead of an orderly end
            }
        } catch (SocketException e) {
            // Closed by the other thread in between.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }
}
