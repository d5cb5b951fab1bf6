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
 * The objects that a trial created, known by their UIDs. It deletes these and no others: an object that somebody put in the place
 * of one of them is not ours.
 */
class CreatedObjects {
    private static final long DELETION_SECONDS = 30;

    private final KubernetesClient client;
    private final Deque<HasMetadata> created = new ArrayDeque<>();
    private boolean closed;

    CreatedObjects(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Creates an object, and remembers it. An interrupt does not get in between.
     *
     * @throws IllegalStateException if there is one of that name; it is left alone
     */
    synchronized <T extends HasMetadata> T create(T object) {
        if (closed) {
            throw new IllegalStateException("the trial is ending; " + ObjectName.of(object) + " is not created");
        }
        try {
            T made = CompletableFuture.supplyAsync(() -> client.resource(object).create())
                    .join();
            created.push(made);
            return made;
        } catch (CompletionException e) {
            throw e.getCause() instanceof KubernetesClientException refused ? refused(object, refused) : e;
        }
    }

    private static IllegalStateException refused(HasMetadata object, KubernetesClientException e) {
        return new IllegalStateException(
                e.getCode() == HttpURLConnection.HTTP_CONFLICT
                        ? ObjectName.of(object) + " exists already, and is left as it is"
                        : "cannot create " + ObjectName.of(object) + ": " + e.getMessage());
    }

    /** Ends the creating, and gives what was created, the last first. */
    synchronized List<HasMetadata> close() {
        closed = true;
        return all();
    }

    /** What was created so far, the last first. */
    synchronized List<HasMetadata> all() {
        return List.copyOf(created);
    }

    /** The UIDs of all that was created. */
    synchronized Set<String> uids() {
        return created.stream().map(object -> object.getMetadata().getUid()).collect(Collectors.toSet());
    }

    /** Says whether that name still belongs to the object we created. */
    boolean isThere(HasMetadata object) {
        HasMetadata found = client.resource(object).get();
        return found != null
                && found.getMetadata().getUid().equals(object.getMetadata().getUid());
    }

    /**
     * Deletes an object that was created, and waits until it is gone. One that is gone already, or has another in its place, is
     * left alone: the API server compares the UID once more.
     *
     * @return false if it is still going away after half a minute
     */
    boolean delete(HasMetadata object) {
        if (!isThere(object)) {
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
            client.raw(ObjectName.path(object), "DELETE", options);
        } catch (KubernetesClientException e) {
            // It was replaced in the meantime.
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return true;
            }
            throw e;
        }
        return awaitGone(object);
    }

    /** Waits half a minute for the end of an object that is being deleted. */
    boolean awaitGone(HasMetadata object) {
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
