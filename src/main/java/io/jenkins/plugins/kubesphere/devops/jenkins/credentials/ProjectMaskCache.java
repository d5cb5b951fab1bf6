package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates the mask for the credentials of a project, and keeps it until one of them changes. The masks contain secrets
 * in clear text, so only a few are kept. Thread-safe.
 */
public final class ProjectMaskCache {
    private static final int MAX_KEPT = 64;

    private final Function<String, Optional<List<String>>> findSecrets;
    private final Function<String, Optional<List<String>>> awaitSecrets;
    private final Map<String, Optional<SecretMask>> masks = BoundedCollections.map(MAX_KEPT);
    private long changes;

    /**
     * @param findSecrets returns the secret texts of a namespace at once; empty while they are loaded
     * @param awaitSecrets returns them when they are loaded; empty if that takes too long
     */
    ProjectMaskCache(
            Function<String, Optional<List<String>>> findSecrets,
            Function<String, Optional<List<String>>> awaitSecrets) {
        this.findSecrets = findSecrets;
        this.awaitSecrets = awaitSecrets;
    }

    /**
     * The mask for the credentials of a project. Waits while they are loaded, at most a minute.
     *
     * @param namespace the namespace of the project
     * @return empty if the credentials are not loaded in time, or too large to mask
     */
    public Optional<SecretMask> awaitMask(String namespace) {
        return find(namespace, awaitSecrets);
    }

    /**
     * Masks an exception for the log. Does not wait: hides the messages while the mask is not known.
     *
     * @param namespace the namespace of the project whose item caused the exception
     */
    public Throwable maskError(String namespace, Throwable error) {
        return SecretMask.maskError(find(namespace, findSecrets), error);
    }

    /**
     * Masks an exception that an item of a project caused, as {@link #maskError} does.
     *
     * @param fullName the full name of the item in Jenkins
     */
    public Throwable maskErrorOfItem(String fullName, Throwable error) {
        // The folder of a project is at the top level, and has the name of the namespace.
        return maskError(fullName.split("/", 2)[0], error);
    }

    /** Forgets the mask of a namespace, because one of its credentials has changed. */
    void forget(String namespace) {
        synchronized (masks) {
            changes++;
            masks.remove(namespace);
        }
    }

    /** Forgets all masks. */
    void clear() {
        synchronized (masks) {
            changes++;
            masks.clear();
        }
    }

    private Optional<SecretMask> find(String namespace, Function<String, Optional<List<String>>> secrets) {
        long before;
        synchronized (masks) {
            Optional<SecretMask> kept = masks.get(namespace);
            if (kept != null) {
                return kept;
            }
            before = changes;
        }
        Optional<List<String>> texts = secrets.apply(namespace);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        Optional<SecretMask> mask = SecretMask.of(texts.get());
        synchronized (masks) {
            if (before == changes) {
                masks.put(namespace, mask);
            }
        }
        return mask;
    }
}
