package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.net.HttpURLConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Creates the objects of a trial, remembers their UIDs, and deletes only these objects. An object with the same name
 * and another UID was created by somebody else, and is kept.
 */
class CreatedObjects {
    private static final long DELETION_SECONDS = 30;

    private final KubernetesClient client;
    private final Deque<HasMetadata> created = new ArrayDeque<>();
    private boolean stopped;

    CreatedObjects(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Creates an object, and remembers it. The request runs on another thread, because an interrupt of this thread
     * could otherwise leave a created object that is not remembered.
     *
     * @throws IllegalStateException if an object of that name exists; it is not changed
     */
    synchronized <T extends HasMetadata> T create(T object) {
        if (stopped) {
            throw new IllegalStateException(
                    "the trial is ending; " + ObjectNameFormatter.format(object) + " is not created");
        }
        try {
            T result = CompletableFuture.supplyAsync(
                            () -> client.resource(object).create())
                    .join();
            created.push(result);
            return result;
        } catch (CompletionException e) {
            throw e.getCause() instanceof KubernetesClientException refused ? toException(object, refused) : e;
        }
    }

    private static IllegalStateException toException(HasMetadata object, KubernetesClientException e) {
        return new IllegalStateException(
                e.getCode() == HttpURLConnection.HTTP_CONFLICT
                        ? ObjectNameFormatter.format(object) + " already exists, and is not changed"
                        : "cannot create " + ObjectNameFormatter.format(object) + ": " + e.getMessage());
    }

    /** Refuses to create more objects, and returns all created objects, the newest first. */
    synchronized List<HasMetadata> stopCreating() {
        stopped = true;
        return all();
    }

    /** All objects created so far, the newest first. */
    synchronized List<HasMetadata> all() {
        return List.copyOf(created);
    }

    /** The UIDs of all created objects. */
    synchronized Set<String> uids() {
        return created.stream().map(object -> object.getMetadata().getUid()).collect(Collectors.toSet());
    }

    /** Returns true if the created object still exists, and was not replaced by another of its name. */
    boolean exists(HasMetadata object) {
        HasMetadata found = client.resource(object).get();
        return found != null
                && found.getMetadata().getUid().equals(object.getMetadata().getUid());
    }

    /**
     * Deletes a created object, and waits until it is deleted. Does nothing if the object does not exist any more, or
     * was replaced by another of its name: the API server compares the UID again.
     *
     * @return false if the object still exists after half a minute
     */
    boolean delete(HasMetadata object) {
        if (!exists(object)) {
            return true;
        }
        String uid = object.getMetadata().getUid();
        DeleteOptions options = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(uid)
                .endPreconditions()
                .withPropagationPolicy("Background")
                .build();
        try {
            client.raw(ObjectNameFormatter.urlPath(object), "DELETE", options);
        } catch (KubernetesClientException e) {
            // The object was deleted or replaced in the meantime.
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return true;
            }
            throw e;
        }
        return awaitDeleted(object);
    }

    /** Waits until an object that is being deleted does not exist any more; returns false after half a minute. */
    boolean awaitDeleted(HasMetadata object) {
        String uid = object.getMetadata().getUid();
        try {
            client.resource(object)
                    .waitUntilCondition(
                            found -> found == null
                                    || !found.getMetadata().getUid().equals(uid),
                            DELETION_SECONDS,
                            TimeUnit.SECONDS);
            return true;
        } catch (KubernetesClientTimeoutException e) {
            return false;
        }
    }
}
