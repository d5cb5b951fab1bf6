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
 * The network between a client and the API server, to be broken by a test: a TCP proxy on 127.0.0.1. TLS passes through unchanged,
 * so single answers cannot be dropped, only connections and the flow of bytes. All methods may be called from any thread and have
 * taken effect when they return.
 */
public final class FaultProxy implements AutoCloseable {
    private final Config target;
    private final InetSocketAddress server;
    private final Set<FaultProxyConnection> tunnels = ConcurrentHashMap.newKeySet();
    private final ByteGate gate = new ByteGate();
    private final int port;
    private ServerSocket listener; // null while connections are refused

    private FaultProxy(Config target) {
        URI url = URI.create(target.getMasterUrl());
        this.target = target;
        this.server = new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 443 : url.getPort());
        this.port = listen(0);
    }

    /** Opens a proxy in front of the API server of that configuration. Everything passes until told otherwise. */
    public static FaultProxy before(Config target) {
        return new FaultProxy(target);
    }

    /** A fresh copy of the target's configuration that goes through this proxy. */
    public Config config() {
        boolean ownServer = server.getAddress() != null && server.getAddress().isLoopbackAddress();
        return new ConfigBuilder(target)
                .withMasterUrl("https://127.0.0.1:" + port + "/")
                // The certificate of another cluster names that cluster, not this proxy.
                .withDisableHostnameVerification(!ownServer)
                .build();
    }

    /** The number of connections that are open now. */
    public int connections() {
        return tunnels.size();
    }

    /** New connections are refused from now on, as by a machine on which nothing listens. Open ones go on: see {@link #cut}. */
    public synchronized void refuse() {
        if (listener != null) {
            close(listener);
            listener = null;
        }
    }

    /** New connections are accepted again. */
    public synchronized void allow() {
        if (listener == null) {
            listen(port);
        }
    }

    /** Resets all open connections, once. The next ones are accepted. */
    public synchronized void cut() {
        List.copyOf(tunnels).forEach(FaultProxyConnection::cut);
    }

    /** No byte flows from now on, in either direction, while connections stay open and new ones are accepted. */
    public void stall() {
        gate.shut();
    }

    /** What was held back by {@link #stall} arrives, and bytes flow again. */
    public void resume() {
        gate.open();
    }

    /** Ends everything. */
    @Override
    public synchronized void close() {
        refuse();
        cut();
        resume();
    }

    private synchronized int listen(int wanted) {
        try {
            ServerSocket opened = bound(wanted);
            listener = opened;
            Thread thread = new Thread(() -> acceptFrom(opened), "fault-proxy-accept");
            thread.setDaemon(true);
            thread.start();
            return opened.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot listen on port " + wanted + " of 127.0.0.1", e);
        }
    }

    /** Tries again for a while: a listener that was closed keeps its port until the thread in it has noticed. */
    private static ServerSocket bound(int port) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true); // or connections that were open before hold the port
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
                admit(opened.accept(), opened);
            } catch (IOException e) {
                // The listener was closed, or a client gave up before it was accepted.
            }
        }
    }

    /** Under the lock, so that after {@link #refuse} and {@link #cut} no connection is left that was just being accepted. */
    private synchronized void admit(Socket client, ServerSocket from) throws IOException {
        if (listener != from) {
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        FaultProxyConnection tunnel = new FaultProxyConnection(client, gate, tunnels::remove);
        tunnels.add(tunnel);
        tunnel.open(server);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot close port " + socket.getLocalPort(), e);
        }
    }
}
