package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Deletes exactly the object that was looked at, and not another one that has its name by now. The client library can
 * put only the version of an object into such a request, not the UID.
 *
 * <p>All methods throw {@link io.fabric8.kubernetes.client.KubernetesClientException}: 404 if there is no object of this
 * name, 409 if there is another one, or another version where that counts.
 */
public final class ObjectDeleter {
    private final KubernetesClient client;

    public ObjectDeleter(KubernetesClient client) {
        this.client = client;
    }

    /** Deletes the object, whatever was changed of it since it was read. */
    public void delete(HasMetadata object) {
        delete(
                object,
                new DeleteOptionsBuilder()
                        .withNewPreconditions()
                        .withUid(object.getMetadata().getUid())
                        .endPreconditions()
                        .build());
    }

    /** Deletes the object if nothing was changed of it since it was read. */
    public void deleteIfUnchanged(HasMetadata object) {
        delete(
                object,
                new DeleteOptionsBuilder()
                        .withNewPreconditions()
                        .withUid(object.getMetadata().getUid())
                        .withResourceVersion(object.getMetadata().getResourceVersion())
                        .endPreconditions()
                        .build());
    }

    private void delete(HasMetadata object, DeleteOptions options) {
        client.raw(path(object), "DELETE", options);
    }

    private static String path(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        String version = object.getApiVersion();
        return (version.contains("/") ? "/apis/" : "/api/")
                + version
                + (metadata.getNamespace() == null ? "" : "/namespaces/" + metadata.getNamespace())
                + "/"
                + object.getPlural()
                + "/"
                + metadata.getName();
    }
}
