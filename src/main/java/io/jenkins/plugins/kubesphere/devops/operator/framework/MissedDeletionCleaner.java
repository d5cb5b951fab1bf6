package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Cleans up after an object that the API server deleted without waiting for our finalizer. An object without
 * a finalizer is deleted at once. A finalizer that we add after the API server has decided to delete the object comes
 * too late.
 *
 * <p>This class cleans up only after objects younger than a minute. An older object has lost its finalizer because a
 * person removed it, or because a backup was restored without it. The job of such an object and its builds must stay.
 */
final class MissedDeletionCleaner<P extends HasMetadata> extends ObservingEventSource<P> {
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 10_000;
    private static final int THREADS = 4;

    private final Predicate<P> isServed;
    private final Consumer<P> deleteCreatedItems;
    private final LongSupplier nanoTime;
    private final Set<String> cleanedUpUids = BoundedCollections.set(MAX_REMEMBERED);
    private final Set<String> deletedUids = BoundedCollections.set(MAX_REMEMBERED);
    /** Until when an object that was seen for the first time may be young, by UID. */
    private final Map<String, Deadline> youngUntil = BoundedCollections.map(MAX_REMEMBERED);

    /**
     * @param isServed tests whether this operator serves an object
     * @param deleteCreatedItems deletes what was created for an object; does not throw if everything is already deleted
     * @param nanoTime as {@link System#nanoTime}
     */
    MissedDeletionCleaner(Predicate<P> isServed, Consumer<P> deleteCreatedItems, LongSupplier nanoTime) {
        super("missed deletions", THREADS);
        this.isServed = isServed;
        this.deleteCreatedItems = deleteCreatedItems;
        this.nanoTime = nanoTime;
    }

    /** Records that an object was cleaned up as usual. */
    void markCleanedUp(P object) {
        cleanedUpUids.add(object.getMetadata().getUid());
    }

    /**
     * Cleans up in the background if the deletion of the object was already seen. Call this after each creation of
     * something for the object. If something is created while the object is deleted, there are two cases: the creation
     * ends after the deletion was seen, and this method cleans up; or it ends before, and the handler of the deletion
     * cleans up.
     */
    void cleanUpIfDeleted(P object) {
        if (deletedUids.contains(object.getMetadata().getUid())) {
            runWithRetry(object, deleteCreatedItems);
        }
    }

    @Override
    public void onResourceCreated(P object) {
        youngUntil.put(object.getMetadata().getUid(), Deadline.after(MAX_AGE, nanoTime));
    }

    @Override
    public void onResourceDeleted(P object) {
        if (!cleanedUpUids.remove(object.getMetadata().getUid()) && isYoung(object) && isServed.test(object)) {
            deletedUids.add(object.getMetadata().getUid());
            runWithRetry(object, deleteCreatedItems);
        }
    }

    /** Both must say so: the objects that are there at the start are seen then, and our clock may be set back. */
    private boolean isYoung(HasMetadata object) {
        Deadline end = youngUntil.remove(object.getMetadata().getUid());
        Instant created = Instant.parse(object.getMetadata().getCreationTimestamp());
        return end != null && !end.hasPassed() && created.plus(MAX_AGE).isAfter(Instant.now());
    }
}
