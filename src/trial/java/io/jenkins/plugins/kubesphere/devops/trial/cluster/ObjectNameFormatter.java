package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Formats the name of an object: for messages, and as the path of its URL. */
final class ObjectNameFormatter {
    private ObjectNameFormatter() {}

    /** Returns kind, namespace and name, as in {@code Pipeline demo/hello}. */
    static String format(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }

    /**
     * Returns the path of the object on the API server. The object must have its own Java type, because the plural of
     * its kind comes from that class.
     */
    static String urlPath(HasMetadata object) {
        String version = object.getApiVersion();
        String namespace = object.getMetadata().getNamespace();
        return (version.contains("/") ? "/apis/" : "/api/") + version
                + (namespace == null ? "" : "/namespaces/" + namespace) + "/"
                + HasMetadata.getPlural(object.getClass()) + "/"
                + object.getMetadata().getName();
    }
}
