package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import java.util.Optional;

/** Has the clients of the API server. They must not be closed. */
@FunctionalInterface
public interface ClientProvider {
    /** The client of the plugin's account. */
    KubernetesClient client();

    /**
     * The client for what a caller writes.
     *
     * @param token with which the caller came; empty if there is none, or it is not needed
     */
    default KubernetesClient writer(Caller caller, Optional<BearerToken> token) {
        return client();
    }

    /** Waits a moment until answers from memory show what was written. */
    default void awaitWritten(HasMetadata written) {}

    /** Waits a moment until answers from memory do not show what was deleted, or show that it is being deleted. */
    default void awaitDeleted(HasMetadata deleted) {}

    /** In whose name {@link #writer} writes. */
    default WriteIdentity identity(Caller caller) {
        return WriteIdentity.PLUGIN;
    }
}
