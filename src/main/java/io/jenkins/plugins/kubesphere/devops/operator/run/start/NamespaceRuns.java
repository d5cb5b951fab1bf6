package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The runs of one namespace that have started and not ended, and those that wait until one of these ends. Not
 * thread-safe.
 */
final class NamespaceRuns {
    private static final Comparator<Entry> IN_ORDER_OF_CREATION = Comparator.comparing(Entry::created)
            .thenComparing(entry -> entry.run().name())
            .thenComparing(entry -> entry.run().uid());

    private final int maxStarted;
    private final Set<String> startedUids = new HashSet<>();
    private final NavigableSet<Entry> waiting = new TreeSet<>(IN_ORDER_OF_CREATION);

    /** A run, and when it was created. */
    record Entry(Instant created, PipelineRunRef run) {}

    NamespaceRuns(int maxStarted) {
        this.maxStarted = maxStarted;
    }

    /** Returns true if the run is started, or may be. It then counts as started. Otherwise it waits. */
    boolean tryStart(Entry candidate) {
        if (startedUids.contains(candidate.run().uid())) {
            return true;
        }
        waiting.add(candidate);
        if (!nextRuns().contains(candidate.run())) {
            return false;
        }
        addStarted(candidate);
        return true;
    }

    /** Counts the run as started, also if there are too many then. */
    void addStarted(Entry run) {
        waiting.remove(run);
        startedUids.add(run.run().uid());
    }

    /** Forgets the run. Returns true if it was known: then {@link #nextRuns} may have changed. */
    boolean remove(Entry run) {
        boolean wasStarted = startedUids.remove(run.run().uid());
        return waiting.remove(run) || wasStarted;
    }

    /** Returns the runs that may be started now, in the order of their creation. */
    List<PipelineRunRef> nextRuns() {
        return waiting.stream()
                .limit(Math.max(0, maxStarted - startedUids.size()))
                .map(Entry::run)
                .toList();
    }

    int startedCount() {
        return startedUids.size();
    }

    boolean isEmpty() {
        return startedUids.isEmpty() && waiting.isEmpty();
    }
}
