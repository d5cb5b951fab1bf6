package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps our own last writes until the informer shows them. The next event of the engine often arrives before the watch
 * event of our write. Without this class we would read the object as it was before our last write, and write the same
 * again.
 */
public final class OwnWriteCache<P extends HasMetadata> extends ObservingEventSource<P> {
    private final Map<String, P> ownWrites = new ConcurrentHashMap<>();
    private volatile Function<ResourceID, Optional<P>> informerLookup = name -> {
        throw new IllegalStateException("setInformerLookup was not called");
    };

    public OwnWriteCache() {
        super("own writes", 1);
    }

    /**
     * @param informerLookup finds an object by its name in the cache of the informer. The cache must already contain a
     *     change when {@code onResourceCreated}, {@code onResourceUpdated} or {@code onResourceDeleted} is called for
     *     it
     */
    public void setInformerLookup(Function<ResourceID, Optional<P>> informerLookup) {
        this.informerLookup = informerLookup;
    }

    /** Keeps the response of the API server to one of our writes. */
    public P put(P response) {
        String uid = response.getMetadata().getUid();
        ownWrites.merge(uid, response, this::newer);
        // The event of this write, or of the deletion of the object, may have arrived before the response. Then no
        // later
        // event removes this entry, and entries of finished runs would fill the memory.
        if (!informerIsOlder(response)) {
            removeIfSeen(response);
        }
        return response;
    }

    /**
     * Returns false if the informer has this or a newer version of the object, or does not have the object any more.
     */
    private boolean informerIsOlder(P response) {
        return informerCopy(response)
                .filter(copy -> version(copy) < version(response))
                .isPresent();
    }

    /**
     * Returns the newest of three copies: the copy that the caller has read, the copy that the informer has now, and
     * the copy that we wrote last. The result must not be changed. The informer is asked last, because it may have got
     * a newer copy after the caller has read.
     */
    public P newest(P cached) {
        P ownWrite = ownWrites.get(cached.getMetadata().getUid());
        P newer = ownWrite == null ? cached : newer(ownWrite, cached);
        return informerCopy(cached).map(copy -> newer(copy, newer)).orElse(newer);
    }

    private Optional<P> informerCopy(P object) {
        return informerLookup.apply(ResourceID.fromResource(object)).filter(informerCopy -> informerCopy
                .getMetadata()
                .getUid()
                .equals(object.getMetadata().getUid()));
    }

    /** Returns how many objects have writes that the informer does not show yet. */
    int size() {
        return ownWrites.size();
    }

    @Override
    public void onResourceCreated(P object) {
        removeIfSeen(object);
    }

    @Override
    public void onResourceUpdated(P object, P before) {
        removeIfSeen(object);
    }

    @Override
    public void onResourceDeleted(P object) {
        ownWrites.remove(object.getMetadata().getUid());
    }

    private void removeIfSeen(P object) {
        ownWrites.computeIfPresent(
                object.getMetadata().getUid(),
                (uid, ownWrite) -> version(ownWrite) > version(object) ? ownWrite : null);
    }

    private P newer(P first, P second) {
        return version(first) > version(second) ? first : second;
    }

    /**
     * Returns the resource version as a number: the newer one of two copies has the greater number (Kubernetes API
     * concepts, "Resource versions"). Returns -1 if it is not a number. Then every other copy counts as newer, which is
     * safe but slower.
     */
    private static long version(HasMetadata object) {
        try {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
