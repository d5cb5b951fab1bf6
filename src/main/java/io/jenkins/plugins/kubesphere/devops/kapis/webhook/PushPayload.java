package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.util.Optional;

/** The body of a push, in the form of its provider. */
interface PushPayload {
    /**
     * Converts the body.
     *
     * @return empty if the body has no field for the refs, or no address of the repository
     * @throws KapisException 400 if there are too many refs or addresses
     */
    Optional<PushEvent> toEvent();
}
