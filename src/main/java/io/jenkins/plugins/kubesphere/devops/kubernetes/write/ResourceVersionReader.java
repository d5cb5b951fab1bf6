package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Reads the resource version of an object. The newer one of two copies of an object has the greater number (Kubernetes
 * API concepts, "Resource versions").
 */
public final class ResourceVersionReader {
    private ResourceVersionReader() {}

    /**
     * Returns the version as a number, or -1 if it is not a number. Then every other copy counts as newer, which is
     * safe but slower.
     */
    public static long of(HasMetadata object) {
        try {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
