package io.jenkins.plugins.kubesphere.devops.operator.project;

import java.util.Set;

/**
 * The namespaces that no project gets, whatever their labels say: those of Kubernetes, and those of this operator. Who
 * may edit a Pipeline runs commands with the credentials of the project's namespace, and whoever holds the Lease acts.
 *
 * @param ours the namespace of the Lease, and that of the pod in which the operator runs if it is known
 */
public record ReservedNamespaces(Set<String> ours) {
    private static final String DEFAULT = "default";
    /** Kubernetes reserves this prefix for its own namespaces. */
    private static final String KUBERNETES_PREFIX = "kube-";

    public ReservedNamespaces {
        ours = Set.copyOf(ours);
    }

    /** Returns true if no project may get the namespace with this name. */
    public boolean contains(String name) {
        return name.equals(DEFAULT) || name.startsWith(KUBERNETES_PREFIX) || ours.contains(name);
    }
}
