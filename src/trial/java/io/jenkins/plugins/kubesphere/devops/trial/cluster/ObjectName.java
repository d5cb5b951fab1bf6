package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** How an object is called: for people, and in a URL. */
final class ObjectName {
    private ObjectName() {}

    /** Kind, namespace and name. */
    static String of(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }

    /** Where the API server has it; for types that have a class. */
    static String path(HasMetadata object) {
        String version = object.getApiVersion();
        String namespace = object.getMetadata().getNamespace();
        return (version.contains("/") ? "/apis/" : "/api/") + version
                + (namespace == null ? "" : "/namespaces/" + namespace) + "/"
                + HasMetadata.getPlural(object.getClass()) + "/"
                + object.getMetadata().getName();
    }
}
