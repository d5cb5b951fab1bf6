package io.jenkins.plugins.kubesphere.devops.operator.credential.opaque;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/**
 * Passes on the changes of Secrets that {@link OpaqueSecretStore} stores, or has stored until now. A namespace may
 * change its other Secrets of this type all the time.
 */
record OpaqueSecretHandler(Consumer<Secret> action) implements ResourceEventHandler<Secret> {
    @Override
    public void onAdd(Secret secret) {
        if (MistypedCredentialDetector.isMeantAsCredential(secret)) {
            action.accept(secret);
        }
    }

    /** The Secret as it was before is known only if it was stored. */
    @Override
    public void onUpdate(Secret before, Secret secret) {
        action.accept(secret);
    }

    @Override
    public void onDelete(Secret secret, boolean unknownFinalState) {
        action.accept(secret);
    }
}
