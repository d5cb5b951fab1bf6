package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;

/**
 * Reports each request of a client to a listener: an HTTP proxy on 127.0.0.1, without TLS, that forwards the requests
 * to the API server. If the configuration has a client certificate of the administrator, the proxy uses it, and each
 * client has the rights of the administrator.
 */
public final class RequestRecordingProxy implements AutoCloseable {
    private final Config target;
    private final URI server;
    private final SSLContext tls;
    private final RequestInterceptor interceptor;
    private final ServerSocket listener;
    private final Set<RequestRecordingProxyConnection> connections = ConcurrentHashMap.newKeySet();

    private RequestRecordingProxy(Config target, RequestInterceptor interceptor)
            throws IOException, GeneralSecurityException {
        this.target = target;
        this.server = URI.create(target.getMasterUrl());
        this.tls = SSLUtils.sslContext(target);
        this.interceptor = interceptor;
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "request-proxy-accept");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param onRequest called by several threads, with the method and URI of each request before the proxy forwards it
     */
    public static RequestRecordingProxy start(Config target, BiConsumer<String, URI> onRequest) {
        return intercept(target, (method, uri) -> {
            onRequest.accept(method, uri);
            return Optional.empty();
        });
    }

    /**
     * Starts a proxy that can answer requests itself.
     *
     * @param interceptor called before the proxy forwards a request; the connection waits meanwhile
     */
    public static RequestRecordingProxy intercept(Config target, RequestInterceptor interceptor) {
        try {
            return new RequestRecordingProxy(target, interceptor);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot start a proxy for " + target.getMasterUrl(), e);
        }
    }

    /** A kubeconfig that connects through this proxy, as YAML. */
    public String kubeconfig() {
        String token = target.getOauthToken() == null ? target.getAutoOAuthToken() : target.getOauthToken();
        var user = new AuthInfoBuilder().withToken(token).build();
        return Serialization.asYaml(new ConfigBuilder()
                .addNewCluster()
                .withName("proxy")
                .withNewCluster()
                .withServer("http://127.0.0.1:" + port())
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName("proxy")
                .withUser(user)
                .endUser()
                .addNewContext()
                .withName("proxy")
                .withNewContext()
                .withCluster("proxy")
                .withUser("proxy")
                .endContext()
                .endContext()
                .withCurrentContext("proxy")
                .build());
    }

    /** The port on 127.0.0.1 on which the proxy listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Closes the connections of the watches that are open now, and returns how many. */
    public int cutWatches() {
        List<RequestRecordingProxyConnection> watches = connections.stream()
                .filter(RequestRecordingProxyConnection::isWatch)
                .toList();
        watches.forEach(RequestRecordingProxyConnection::close);
        return watches.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                openConnection(listener.accept());
            } catch (IOException e) {
                // The listener was closed, or one of the two sides disconnected.
            }
        }
    }

    private void openConnection(Socket client) throws IOException {
        try {
            RequestRecordingProxyConnection connection =
                    new RequestRecordingProxyConnection(client, connect(), interceptor, connections::remove);
            connections.add(connection);
            connection.open();
        } catch (IOException e) {
            client.close(); // otherwise the client would wait for an answer
            throw e;
        }
    }

    private Socket connect() throws IOException {
        int port = server.getPort() < 0 ? 443 : server.getPort();
        Socket socket = tls.getSocketFactory().createSocket(server.getHost(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot close port " + listener.getLocalPort(), e);
        }
        connections.forEach(RequestRecordingProxyConnection::close);
    }
}
