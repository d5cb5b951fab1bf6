package io.jenkins.plugins.kubesphere.devops.trial.kapis;

import io.jenkins.plugins.kubesphere.devops.kapis.KapisServlet;
import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Serves the REST API without Jenkins, on this machine only. It treats paths as the server of Jenkins does. */
public final class KapisServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;

    private KapisServer(int port, KapisServlet servlet) {
        server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        // Jenkins' server passes an encoded slash on, too.
        configuration.setUriCompliance(UriCompliance.LEGACY);
        configuration.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any free one
     */
    public static KapisServer start(int port, KapisServlet servlet) {
        KapisServer started = new KapisServer(port, servlet);
        try {
            started.server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the REST API cannot start: " + e.getMessage(), e);
        }
        return started;
    }

    /** Where the server is, without a slash at the end. */
    public URI address() {
        return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the REST API cannot stop: " + e.getMessage(), e);
        }
    }
}
