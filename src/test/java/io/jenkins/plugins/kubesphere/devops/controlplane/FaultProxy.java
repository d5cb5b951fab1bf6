package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Simulates network failures: a TCP proxy on 127.0.0.1 between a client and the API server. The proxy does not decrypt
 * TLS, so a test can stop connections and the flow of bytes, but not single responses. Any thread may call the methods;
 * each has taken effect when it returns.
 */
public final class FaultProxy implements AutoCloseable {
    private final Config target;
    private final InetSocketAddress server;
    private final Set<FaultProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private final ThreadGate gate = new ThreadGate();
    private final int port;
    private ServerSocket listener; // null while connections are refused

    private FaultProxy(Config target) {
        URI url = URI.create(target.getMasterUrl());
        this.target = target;
        this.server = new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 443 : url.getPort());
        this.port = listen(0);
    }

    /** Starts a proxy for the API server of that configuration. At first, everything passes. */
    public static FaultProxy start(Config target) {
        return new FaultProxy(target);
    }

    /** A new copy of the configuration that connects through this proxy. */
    public Config config() {
        boolean ownServer = server.getAddress() != null && server.getAddress().isLoopbackAddress();
        return new ConfigBuilder(target)
                .withMasterUrl("https://127.0.0.1:" + port + "/")
                // The certificate of another cluster contains the name of that cluster, not of this proxy.
                .withDisableHostnameVerification(!ownServer)
                .build();
    }

    /** Number of open connections. */
    public int connectionCount() {
        return connections.size();
    }

    /**
     * Refuses new connections from now on, like a machine on which no server listens. Open connections continue: see
     * {@link #cut}.
     */
    public synchronized void refuse() {
        if (listener != null) {
            close(listener);
            listener = null;
        }
    }

    /** Accepts new connections again. */
    public synchronized void allow() {
        if (listener == null) {
            listen(port);
        }
    }

    /** Resets all connections that are open now. New ones are accepted. */
    public synchronized void cut() {
        List.copyOf(connections).forEach(FaultProxyConnection::cut);
    }

    /** Stops the flow of bytes in both directions; connections stay open and new ones are accepted. */
    public void stall() {
        gate.close();
    }

    /** Sends the bytes that {@link #stall} delayed, and lets bytes flow again. */
    public void resume() {
        gate.open();
    }

    /** Closes the proxy and all connections. */
    @Override
    public synchronized void close() {
        refuse();
        cut();
        resume();
    }

    private synchronized int listen(int wanted) {
        try {
            ServerSocket opened = bind(wanted);
            listener = opened;
            Thread thread = new Thread(() -> acceptFrom(opened), "fault-proxy-accept");
            thread.setDaemon(true);
            thread.start();
            return opened.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot listen on port " + wanted + " of 127.0.0.1", e);
        }
    }

    /**
     * Binds the port. Tries several times, because a closed listener keeps its port until its accept thread has ended.
     */
    private static ServerSocket bind(int port) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true); // otherwise earlier connections keep the port in use
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
                return socket;
            } catch (BindException e) {
                socket.close();
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private void acceptFrom(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                open(opened.accept(), opened);
            } catch (IOException e) {
                // The listener was closed, or a client disconnected before it was accepted.
            }
        }
    }

    /**
     * Opens an accepted connection. Holds the lock, so that {@link #refuse} and {@link #cut} also end a connection that
     * is just being accepted.
     */
    private synchronized void open(Socket client, ServerSocket from) throws IOException {
        if (listener != from) {
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        FaultProxyConnection connection = new FaultProxyConnection(client, gate, connections::remove);
        connections.add(connection);
        connection.open(server);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot close port " + socket.getLocalPort(), e);
        }
    }
}
