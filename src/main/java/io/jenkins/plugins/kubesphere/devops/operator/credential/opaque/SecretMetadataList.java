package io.jenkins.plugins.kubesphere.devops.operator.credential.opaque;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretList;
import java.util.List;
import java.util.Objects;

/**
 * A list of Secrets of which the API server sends the metadata. Unlike a list of whole objects, it has {@code null} for
 * no items, which the client library does not expect.
 */
public final class SecretMetadataList extends SecretList {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Secret> getItems() {
        return Objects.requireNonNullElse(super.getItems(), List.of());
    }
}
