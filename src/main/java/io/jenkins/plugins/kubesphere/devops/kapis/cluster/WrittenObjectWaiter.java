package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until the memory has what a caller has written: who reads what was just written must find it. An API server that is
 * busy may tell it late, so there is a limit.
 */
final class WrittenObjectWaiter {
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(5);

    private WrittenObjectWaiter() {}

    /**
     * Waits for a version of an object, or a newer one.
     *
     * @param find the object as it is in memory; empty if it is not there
     */
    static <T extends HasMetadata> void awaitWritten(T written, Supplier<Optional<T>> find) {
        long version = version(written);
        await(() -> find.get().filter(known -> version(known) >= version).isPresent());
    }

    /** Waits until an object is not there, or is marked as deleted; another one of its name does not count. */
    static <T extends HasMetadata> void awaitDeleted(T deleted, Supplier<Optional<T>> find) {
        String uid = deleted.getMetadata().getUid();
        await(() -> find.get()
                .filter(known -> known.getMetadata().getUid().equals(uid))
                .filter(known -> known.getMetadata().getDeletionTimestamp() == null)
                .isEmpty());
    }

    private static void await(BooleanSupplier isDone) {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        try {
            while (!isDone.getAsBoolean() && System.nanoTime() - end < 0) {
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Versions of one kind can be compared if they are numbers, and those of the API server are. */
    private static long version(HasMetadata object) {
        try {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
