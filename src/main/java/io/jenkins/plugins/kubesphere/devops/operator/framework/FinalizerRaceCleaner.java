package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Cleans up after an object that the API server deleted without waiting for our finalizer. If an object has no
 * finalizer when its deletion is decided, the API server deletes it at once, even if we add the finalizer in between.
 *
 * <p>This class cleans up only after objects younger than a minute. An older object has lost its finalizer because a
 * person removed it, or because a backup was restored without it. The job of such an object and its builds must stay.
 */
final class FinalizerRaceCleaner<P extends HasMetadata> extends ResourceObserver<P> {
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final Predicate<P> isServed;
    private final Consumer<P> cleanUp;
    private final Set<String> cleanedUp = BoundedMap.set(MAX_REMEMBERED);
    private final Set<String> lost = BoundedMap.set(MAX_REMEMBERED);

    /**
     * @param isServed tests whether this operator serves an object
     * @param cleanUp deletes what was created for an object; does not throw if everything is already deleted
     */
    FinalizerRaceCleaner(Predicate<P> isServed, Consumer<P> cleanUp) {
        super("lost deletions", 1);
        this.isServed = isServed;
        this.cleanUp = cleanUp;
    }

    /** Records that an object was cleaned up as usual. */
    void markCleanedUp(P object) {
        cleanedUp.add(object.getMetadata().getUid());
    }

    /**
     * Cleans up if the deletion of the object was already seen. Call this after each creation of something for the
     * object. A creation and a deletion may happen at the same time; the one that ends last sees the other one and
     * cleans up.
     */
    void afterApply(P object) {
        if (lost.contains(object.getMetadata().getUid())) {
            cleanUp.accept(object);
        }
    }

    @Override
    public void onResourceDeleted(P object) {
        if (!cleanedUp.remove(object.getMetadata().getUid()) && isYoung(object) && isServed.test(object)) {
            lost.add(object.getMetadata().getUid());
            attempt(object, cleanUp);
        }
    }

    private static boolean isYoung(HasMetadata object) {
        Instant created = Instant.parse(object.getMetadata().getCreationTimestamp());
        return created.plus(MAX_AGE).isAfter(Instant.now());
    }
}
