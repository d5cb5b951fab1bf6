package io.jenkins.plugins.kubesphere.devops.operator.credential.opaque;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SecretMetadataPruner;

/**
 * Stores only the Secrets of type {@code Opaque} that were meant to be credentials. The API server sends the metadata
 * of all Secrets of this type, under the kind of metadata; they are stored as Secrets, so that Events and patches name
 * the right kind.
 */
final class OpaqueSecretStore extends BasicItemStore<Secret> {
    OpaqueSecretStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Secret put(String key, Secret secret) {
        secret.setApiVersion(HasMetadata.getApiVersion(Secret.class));
        secret.setKind(HasMetadata.getKind(Secret.class));
        secret.setType(SecretTypes.OPAQUE);
        secret.setData(null);
        SecretMetadataPruner.prune(secret);
        return MistypedCredentialDetector.isMeantAsCredential(secret) ? super.put(key, secret) : remove(key);
    }
}
