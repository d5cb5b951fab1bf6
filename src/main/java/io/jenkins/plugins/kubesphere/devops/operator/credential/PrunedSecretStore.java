package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SecretMetadataPruner;

/**
 * Stores the Secrets of an informer, without the parts that are not used here, such as the copy of the Secret that
 * kubectl writes into an annotation. Of a Secret that cannot become a credential, only the metadata is stored: a
 * selector of Kubernetes cannot name our types, so the API server also sends Secrets of types that we do not know.
 */
final class PrunedSecretStore extends BasicItemStore<Secret> {
    PrunedSecretStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Secret put(String key, Secret secret) {
        SecretMetadataPruner.prune(secret);
        if (!SecretConverters.hasConverter(secret)) {
            secret.setData(null);
        }
        return super.put(key, secret);
    }
}
