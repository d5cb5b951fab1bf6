package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Which of two copies of one object is newer (Kubernetes API concepts, "Resource versions": they compare as numbers). */
public final class ResourceVersion {
    private ResourceVersion() {}

    /** Gives the number; -1 if it is none, so that any other copy is taken for newer, which is only slower. */
    public static long of(HasMetadata object) {
        try {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
