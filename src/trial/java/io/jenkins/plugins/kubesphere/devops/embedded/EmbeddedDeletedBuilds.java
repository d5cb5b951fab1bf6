package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The builds of a job that a person or a discarder deleted, so that their runs are not built again. Guarded by the lock
 * of the engine.
 */
final class EmbeddedDeletedBuilds {
    /** The maximum number of builds of a job. The builds that were deleted last are kept. */
    static final int MAX_BUILDS = 1_000;

    /** From the UID of the run to the number of its build. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    EmbeddedDeletedBuilds(Map<String, Integer> stored) {
        numbers.putAll(stored);
    }

    void add(EmbeddedRun run) {
        numbers.put(run.ref().uid(), run.record.number());
        if (numbers.size() > MAX_BUILDS) {
            numbers.remove(numbers.keySet().iterator().next());
        }
    }

    /** Returns false if the build was not in the list. */
    boolean remove(PipelineRunRef run) {
        return numbers.remove(run.uid()) != null;
    }

    Optional<RunSnapshot> find(PipelineRunRef run) {
        return Optional.ofNullable(numbers.get(run.uid())).map(number -> RunSnapshot.buildDeleted(run, number));
    }

    /** What is stored; the build that was deleted first comes first. */
    Map<String, Integer> numbers() {
        return Collections.unmodifiableMap(numbers);
    }
}
