package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Cleans up after objects that went without our cleanup, in spite of the finalizer. The API server decides to delete an
 * object outright when it has no finalizer, and deletes it even if a finalizer was added since: an object that is deleted at
 * the moment at which it gets its finalizer goes that way.
 *
 * <p>Only for objects younger than a minute. An older one that goes without our cleanup had its finalizer taken off by hand,
 * or the cluster was restored from a backup that lacks it: then its job and its builds' history are not ours to delete.
 */
final class LostDeletionCleanup<P extends HasMetadata> extends ResourceObserver<P> {
    private static final Duration YOUNG = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Predicate<P> concerns;
    private final Consumer<P> undo;
    private final Set<String> undone = remembering();
    private final Set<String> vanished = remembering();

    /**
     * @param concerns whether an object is ours to act on
     * @param undo deletes what an object brought about; what is gone already is no error
     */
    LostDeletionCleanup(Predicate<P> concerns, Consumer<P> undo) {
        super("vanished", 1);
        this.concerns = concerns;
        this.undo = undo;
    }

    /** Notes that an object was cleaned up as it should. */
    void undone(P object) {
        undone.add(object.getMetadata().getUid());
    }

    /**
     * Undoes what was brought about after the object's end was seen. To be called each time something was brought about:
     * whichever of the two comes second sees the other.
     */
    void broughtAbout(P object) {
        if (vanished.contains(object.getMetadata().getUid())) {
            undo.accept(object);
        }
    }

    @Override
    public void onResourceDeleted(P object) {
        if (!undone.remove(object.getMetadata().getUid()) && isYoung(object) && concerns.test(object)) {
            vanished.add(object.getMetadata().getUid());
            attempt(object, undo);
        }
    }

    private static boolean isYoung(HasMetadata object) {
        Instant created = Instant.parse(object.getMetadata().getCreationTimestamp());
        return created.plus(YOUNG).isAfter(Instant.now());
    }

    private static Set<String> remembering() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        }));
    }
}
