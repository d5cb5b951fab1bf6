package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Formats the name of an object: for messages, and as the path of its URL. */
final class ObjectName {
    private ObjectName() {}

    /** Kind, namespace and name. */
    static String of(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }

    /** The path of the object on the API server. The type of the object must have a class. */
    static String path(HasMetadata object) {
        String version = object.getApiVersion();
        String namespace = object.getMetadata().getNamespace();
        return (version.contains("/") ? "/apis/" : "/api/") + version
                + (namespace == null ? "" : "/namespaces/" + namespace) + "/"
                + HasMetadata.getPlural(object.getClass()) + "/"
                + object.getMetadata().getName();
    }
}
