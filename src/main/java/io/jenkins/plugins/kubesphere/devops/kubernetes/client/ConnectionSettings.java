package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;

/**
 * Provides the settings for connections to the API server. They are read again for each new session, on the thread of
 * its supervisor, and for each new connection of the leader election, on its thread.
 */
@FunctionalInterface
public interface ConnectionSettings {
    /**
     * Returns the current connection settings. The caller copies them and replaces the limits for requests.
     *
     * @throws NotReadyException if there are no settings
     */
    Config settings() throws NotReadyException;

    /**
     * Prepares the HTTP client of a new connection before it is built. An implementation may add an interceptor that
     * counts requests, for example.
     */
    default void configureHttpClient(HttpClient.Builder builder) {}
}
