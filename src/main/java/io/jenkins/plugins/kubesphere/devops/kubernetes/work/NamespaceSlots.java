package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts which namespace uses how many of some slots, such as threads. One namespace gets at most three quarters of the
 * slots, so that there is a slot for the others even if nothing of this namespace ends. Not thread-safe.
 */
public final class NamespaceSlots {
    private final int slots;
    private final int slotsOfOneNamespace;
    private final Map<String, Integer> usedByNamespace = new HashMap<>();
    private int used;

    /** @param slots at least 1; a single slot is given to any namespace */
    public NamespaceSlots(int slots) {
        this.slots = slots;
        this.slotsOfOneNamespace = Math.max(1, slots - Math.max(1, slots / 4));
    }

    /** Takes a slot for a namespace. Returns false if all slots are used, or too many by this namespace. */
    public boolean tryAcquire(String namespace) {
        if (!isFreeFor(namespace)) {
            return false;
        }
        used++;
        usedByNamespace.merge(namespace, 1, Integer::sum);
        return true;
    }

    /** Gives back a slot that {@link #tryAcquire} has taken for the namespace. */
    public void release(String namespace) {
        used--;
        usedByNamespace.computeIfPresent(namespace, (name, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Chooses the namespace that gets the next slot: of those that may get one, the one that uses the fewest.
     *
     * @param waiting namespaces that want a slot; the first of equal ones is chosen
     * @return empty if none of them may get a slot
     */
    public Optional<String> chooseNext(Stream<String> waiting) {
        // min returns the first of equal elements.
        return used < slots
                ? waiting.filter(this::isFreeFor).min(Comparator.comparingInt(this::usedBy))
                : Optional.empty();
    }

    private boolean isFreeFor(String namespace) {
        return used < slots && usedBy(namespace) < slotsOfOneNamespace;
    }

    private int usedBy(String namespace) {
        return usedByNamespace.getOrDefault(namespace, 0);
    }
}
