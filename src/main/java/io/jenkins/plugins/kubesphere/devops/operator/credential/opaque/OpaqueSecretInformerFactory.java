package io.jenkins.plugins.kubesphere.devops.operator.credential.opaque;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.OpaqueSecretMetadataInterceptor;
import java.util.function.Consumer;

/** Creates informers on the metadata of the Secrets of type {@code Opaque} in one namespace. */
public final class OpaqueSecretInformerFactory {
    private OpaqueSecretInformerFactory() {}

    /**
     * Creates an informer, which is not started. {@link OpaqueSecretMetadataInterceptor} makes the API server send
     * metadata only.
     *
     * @param listLimit maximum number of objects that one answer lists
     * @param onChange gets each Secret that was meant to be a credential, or was until now; called on threads of the
     *     informer
     */
    public static SharedIndexInformer<Secret> create(
            KubernetesClient client, String namespace, long listLimit, Consumer<Secret> onChange) {
        SharedIndexInformer<Secret> informer = client.resources(Secret.class, SecretMetadataList.class)
                .inNamespace(namespace)
                .withField(OpaqueSecretMetadataInterceptor.TYPE_FIELD, SecretTypes.OPAQUE)
                .withLimit(listLimit)
                .runnableInformer(0)
                .itemStore(new OpaqueSecretStore());
        informer.addEventHandler(new OpaqueSecretHandler(onChange));
        return informer;
    }
}
