package io.jenkins.plugins.kubesphere.devops.engine.job;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import java.util.Objects;

/**
 * Names the custom resource that an item of the engine belongs to. The engine stores it with the item, and compares it
 * to decide whether an existing item belongs to a resource.
 *
 * @param kind {@code DevOpsProject} or {@code Pipeline}
 * @param namespace the namespace of the resource; empty for cluster-scoped kinds
 * @param name the metadata.name of the resource
 * @param uid the metadata.uid of the resource
 */
public record Owner(String kind, String namespace, String name, String uid) {
    public Owner {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(name);
        Objects.requireNonNull(uid);
    }

    /** Returns true if the resource is a DevOpsProject, whose item is a folder. */
    public boolean isProject() {
        return kind.equals("DevOpsProject");
    }

    /**
     * Returns true if both name the same resource. The UID is not compared: a resource that was restored from a backup,
     * or deleted without its finalizer and applied again, gets a new UID and still owns its item.
     */
    public boolean sameResource(Owner other) {
        return kind.equals(other.kind) && namespace.equals(other.namespace) && name.equals(other.name);
    }

    /**
     * Returns what people must do so that the item of somebody else becomes that of this resource, for messages. For a
     * folder, an administrator of the engine must agree.
     */
    public String describeAdoption() {
        String annotate = "annotate " + this + " with " + Annotations.ADOPT + "=true to adopt it";
        return isProject() ? "list it in adoptableFolders in the configuration of Jenkins and " + annotate : annotate;
    }

    /** Returns a text such as {@code Pipeline demo/web}, for messages. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
