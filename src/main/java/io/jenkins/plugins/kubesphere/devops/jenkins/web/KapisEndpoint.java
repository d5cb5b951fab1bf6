package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.ClusterLocation;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisTimings;
import io.jenkins.plugins.kubesphere.devops.kapis.RestApi;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Holds the REST API while it is enabled, and replaces it when the configuration changes. That is done by a thread of its
 * own, because the end of a connection may wait for the network.
 */
@Extension
public final class KapisEndpoint {
    private static final Logger LOGGER = Logger.getLogger(KapisEndpoint.class.getName());

    private final ExecutorService executor = WorkerPoolFactory.createSingle("rest-api");
    private volatile boolean controllerUp;
    private volatile RestApi service;
    private volatile boolean hasShortPaths;
    // These two are used only by the thread of the executor.
    private ClusterLocation usedCluster;
    private Optional<KapisSettings> usedSettings = Optional.empty();

    public static KapisEndpoint get() {
        return ExtensionList.lookupSingleton(KapisEndpoint.class);
    }

    /** Starts the REST API, if it is enabled. */
    public void controllerStarted(ClusterLocation cluster, Optional<KapisSettings> settings) {
        controllerUp = true;
        reconfigure(cluster, settings);
    }

    public void controllerStopping() {
        controllerUp = false;
        executor.execute(this::close);
        executor.shutdown();
    }

    /**
     * Applies the configuration in the background; before the controller is up, not at all.
     *
     * @param settings empty if the REST API is off
     */
    public void reconfigure(ClusterLocation cluster, Optional<KapisSettings> settings) {
        if (controllerUp) {
            executor.execute(() -> replace(cluster, settings));
        }
    }

    /** Does nothing if nothing has changed: each page that is saved calls this. */
    private void replace(ClusterLocation cluster, Optional<KapisSettings> settings) {
        if (service != null && cluster == usedCluster && settings.equals(usedSettings)) {
            return;
        }
        close();
        usedCluster = cluster;
        usedSettings = settings;
        try {
            settings.ifPresent(enabled -> start(cluster, enabled));
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(
                    Level.SEVERE,
                    "The REST API of KubeSphere cannot start; fix its configuration or the installed plugins",
                    e);
        }
    }

    private void start(ClusterLocation cluster, KapisSettings settings) {
        RestApi started = new RestApi(
                settings,
                cluster.connection(),
                JenkinsEngine.get(),
                KapisTimings.DEFAULT,
                new JenkinsSessionAuthenticator(),
                new JenkinsAuthorizer(),
                new JenkinsPages(),
                // The log has it, and answers say it.
                status -> {});
        started.start();
        service = started;
        hasShortPaths = settings.shortPaths();
    }

    private void close() {
        RestApi current = service;
        service = null;
        hasShortPaths = false;
        if (current != null) {
            current.close();
        }
    }

    boolean servesShortPaths() {
        return hasShortPaths;
    }

    /** Answers a request; with 404 while the REST API is off. */
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        RestApi current = service;
        if (current == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            current.servlet().service(request, response);
        }
    }
}
