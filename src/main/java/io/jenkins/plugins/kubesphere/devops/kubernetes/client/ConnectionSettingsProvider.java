package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;

/**
 * Provides the settings for connections to the API server. They are read again for each new session, on the thread of
 * the session's supervisor, and for each new connection of the leader election, on the thread of the leader election.
 */
@FunctionalInterface
public interface ConnectionSettingsProvider {
    /**
     * Returns the current connection settings. The caller copies them and replaces the limits for requests.
     *
     * @throws SessionNotReadyException if there are no settings
     */
    Config settings() throws SessionNotReadyException;

    /**
     * Prepares the HTTP client of a new connection before it is built. An implementation may add an interceptor that
     * counts requests, for example.
     */
    default void configureHttpClient(HttpClient.Builder builder) {}
}
