package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.Objects;

/**
 * The custom resource that an item of the engine belongs to. The engine keeps it with the item, and it decides whether an
 * existing item is ours.
 *
 * @param kind {@code DevOpsProject} or {@code Pipeline}
 * @param namespace the resource's namespace; empty for cluster-scoped kinds
 * @param name the resource's metadata.name
 * @param uid the resource's metadata.uid
 */
public record Owner(String kind, String namespace, String name, String uid) {
    public Owner {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(name);
        Objects.requireNonNull(uid);
    }

    /**
     * True if both name the same resource. The UID is left out: a resource that was restored from a backup or deleted
     * without its finalizer and applied again gets a new one, and still owns its item.
     */
    public boolean sameResource(Owner other) {
        return kind.equals(other.kind) && namespace.equals(other.namespace) && name.equals(other.name);
    }

    /** {@code Pipeline demo/web}, as messages say it. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
