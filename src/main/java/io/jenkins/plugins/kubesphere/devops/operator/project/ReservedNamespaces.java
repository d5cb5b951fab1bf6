package io.jenkins.plugins.kubesphere.devops.operator.project;

import java.util.Set;

/**
 * The namespaces that no project gets, whatever their labels say: those of Kubernetes, and those of this operator.
 * Otherwise a person who may edit a Pipeline could use the credentials of such a namespace, or change the Lease and so
 * decide which instance acts.
 *
 * @param operatorNamespaces the namespace of the Lease, and that of the pod in which the operator runs if it is known
 */
public record ReservedNamespaces(Set<String> operatorNamespaces) {
    private static final String DEFAULT = "default";
    /** Kubernetes reserves this prefix for its own namespaces. */
    private static final String KUBERNETES_PREFIX = "kube-";

    public ReservedNamespaces {
        operatorNamespaces = Set.copyOf(operatorNamespaces);
    }

    /** Returns true if no project may get the namespace with this name. */
    public boolean contains(String name) {
        return name.equals(DEFAULT) || name.startsWith(KUBERNETES_PREFIX) || operatorNamespaces.contains(name);
    }
}
