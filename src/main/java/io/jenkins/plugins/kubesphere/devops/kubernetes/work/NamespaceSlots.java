package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Counts which namespace uses how many of some slots, such as threads. One namespace gets at most three quarters of the
 * slots, or a given number, so that there is a slot for the others even if nothing of this namespace ends. If another
 * namespace has taken a slot a moment ago, the limit can be lower: a namespace with much work then leaves time of the
 * processors to the others, too. Not thread-safe.
 */
public final class NamespaceSlots {
    /** Between two reconciles of a run, its namespace takes no slot for some milliseconds. */
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** After this time a task waits for something else, and uses no processor. */
    private static final long SHORT_TASK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int slots;
    private final int slotsIfAlone;
    private final int slotsBesideOthers;
    private final LongSupplier nanoClock;
    private final Map<String, Usage> usedByNamespace = new HashMap<>();
    private int used;
    private Taking latest;
    /** The latest one of another namespace than that of {@link #latest}. */
    private Taking latestOfOther;

    private record Taking(String namespace, long atNanos) {}

    private record Usage(int count, long latestNanos) {}

    /** @param slots at least 1; a single slot is given to any namespace */
    public NamespaceSlots(int slots) {
        this(slots, slots, System::nanoTime);
    }

    /**
     * @param slotsBesideOthers how many slots a namespace gets at most if another one has taken a slot within the last
     *     200 ms, at least 1. If it has taken none for a second, its tasks are not short, and it gets one more
     * @param nanoClock as {@link System#nanoTime}
     */
    NamespaceSlots(int slots, int slotsBesideOthers, LongSupplier nanoClock) {
        this(slots, Math.max(1, slots - Math.max(1, slots / 4)), slotsBesideOthers, nanoClock);
    }

    private NamespaceSlots(int slots, int slotsIfAlone, int slotsBesideOthers, LongSupplier nanoClock) {
        this.slots = slots;
        this.slotsIfAlone = slotsIfAlone;
        this.slotsBesideOthers = Math.min(slotsIfAlone, slotsBesideOthers);
        this.nanoClock = nanoClock;
        Taking never = new Taking("", nanoClock.getAsLong() - MOMENT_NANOS);
        this.latest = never;
        this.latestOfOther = never;
    }

    /**
     * Creates slots of which one namespace never gets more than a limit, whether others have work or not.
     *
     * @param slotsOfNamespace the limit, at least 1
     */
    static NamespaceSlots withLimit(int slots, int slotsOfNamespace) {
        return new NamespaceSlots(slots, slotsOfNamespace, slotsOfNamespace, System::nanoTime);
    }

    /** Takes a slot for a namespace. Returns false if all slots are used, or too many by this namespace. */
    public boolean tryAcquire(String namespace) {
        if (!isFreeFor(namespace)) {
            return false;
        }
        used++;
        if (!latest.namespace().equals(namespace)) {
            latestOfOther = latest;
        }
        latest = new Taking(namespace, nanoClock.getAsLong());
        usedByNamespace.put(namespace, new Usage(usedBy(namespace) + 1, latest.atNanos()));
        return true;
    }

    /** Gives back a slot that {@link #tryAcquire} has taken for the namespace. */
    public void release(String namespace) {
        used--;
        usedByNamespace.computeIfPresent(
                namespace,
                (name, usage) -> usage.count() == 1 ? null : new Usage(usage.count() - 1, usage.latestNanos()));
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
        int count = usedBy(namespace);
        return used < slots
                && count < slotsIfAlone
                && (count < slotsBesideOthers || !isBesideOthers(namespace) || hasNoShortTask(namespace));
    }

    private boolean isBesideOthers(String namespace) {
        Taking ofOther = latest.namespace().equals(namespace) ? latestOfOther : latest;
        return nanoClock.getAsLong() - ofOther.atNanos() < MOMENT_NANOS;
    }

    private boolean hasNoShortTask(String namespace) {
        return nanoClock.getAsLong() - usedByNamespace.get(namespace).latestNanos() >= SHORT_TASK_NANOS;
    }

    /** Returns true if a namespace may get more slots only because time passes. */
    public boolean dependsOnTime() {
        return slotsBesideOthers < slotsIfAlone;
    }

    private int usedBy(String namespace) {
        Usage usage = usedByNamespace.get(namespace);
        return usage == null ? 0 : usage.count();
    }
}
