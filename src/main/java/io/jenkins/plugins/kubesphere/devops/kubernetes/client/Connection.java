package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;

/**
 * Provides the settings for a connection to the API server. Each new session asks again, from the thread of its
 * supervisor.
 */
@FunctionalInterface
public interface Connection {
    /**
     * Gives the current connection settings. The caller copies them and replaces the limits for requests.
     *
     * @throws NotReadyException if there are none
     */
    Config settings() throws NotReadyException;

    /**
     * Prepares the HTTP client of a session that is about to open. It may add an interceptor that counts requests, for
     * example.
     */
    default void prepare(HttpClient.Builder http) {}
}
