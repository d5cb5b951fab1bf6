package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;

/** How to reach the API server. Asked anew for every session, from the life cycle's thread. */
@FunctionalInterface
public interface Connection {
    /**
     * Gives the connection settings of this moment; they are copied, and limits of requests replaced.
     *
     * @throws NotReadyException if there are none
     */
    Config settings() throws NotReadyException;

    /** Prepares the HTTP client of a session that is about to open, with an interceptor that counts requests for example. */
    default void prepare(HttpClient.Builder http) {}
}
