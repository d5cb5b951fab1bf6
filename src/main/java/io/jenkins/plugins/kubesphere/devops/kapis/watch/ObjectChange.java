package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/**
 * Says that an object was added, changed or deleted, or that its build was.
 *
 * @param namespace empty for a kind without namespaces
 */
public record ObjectChange(Class<? extends HasMetadata> kind, String namespace, String name) {
    public ObjectChange {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(name);
    }
}
