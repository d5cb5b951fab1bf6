package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The runs of one namespace that are started and not final, and those that wait for their end. Not thread-safe. */
final class NamespaceRuns {
    private static final Comparator<Waiting> IN_ORDER_OF_CREATION = Comparator.comparing(Waiting::created)
            .thenComparing(waiting -> waiting.run().name())
            .thenComparing(waiting -> waiting.run().uid());

    private final int maxStarted;
    private final Set<String> startedUids = new HashSet<>();
    private final NavigableSet<Waiting> waiting = new TreeSet<>(IN_ORDER_OF_CREATION);

    /** A run that waits until it may be started. */
    record Waiting(Instant created, PipelineRunRef run) {}

    NamespaceRuns(int maxStarted) {
        this.maxStarted = maxStarted;
    }

    /** Returns true if the run is started, or may be. It then counts as started. Otherwise it waits. */
    boolean tryStart(Waiting candidate) {
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
    void addStarted(Waiting run) {
        waiting.remove(run);
        startedUids.add(run.run().uid());
    }

    /** Forgets the run. Returns true if it was known: then {@link #nextRuns} may have changed. */
    boolean remove(Waiting run) {
        boolean wasStarted = startedUids.remove(run.run().uid());
        return waiting.remove(run) || wasStarted;
    }

    /** Returns the runs that may be started now, in the order of their creation. */
    List<PipelineRunRef> nextRuns() {
        return waiting.stream()
                .limit(Math.max(0, maxStarted - startedUids.size()))
                .map(Waiting::run)
                .toList();
    }

    int startedCount() {
        return startedUids.size();
    }

    boolean isEmpty() {
        return startedUids.isEmpty() && waiting.isEmpty();
    }
}
