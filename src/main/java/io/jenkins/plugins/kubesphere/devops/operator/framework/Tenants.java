package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Says between whom the operator shares its threads. */
final class Tenants {
    private Tenants() {}

    /** Returns the namespace of an object. For an object without a namespace, such as a project, returns its name. */
    static String of(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return namespace == null ? object.getMetadata().getName() : namespace;
    }
}
