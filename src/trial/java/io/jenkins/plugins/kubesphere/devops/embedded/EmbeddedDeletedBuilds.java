package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
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

    /** From the UID of the run to its build. */
    private final Map<String, DeletedBuild> builds = new LinkedHashMap<>();

    EmbeddedDeletedBuilds(Map<String, DeletedBuild> stored) {
        builds.putAll(stored);
    }

    void add(EmbeddedRun run) {
        builds.put(run.ref().uid(), run.record.deletedBuild());
        if (builds.size() > MAX_BUILDS) {
            builds.remove(builds.keySet().iterator().next());
        }
    }

    /** Returns false if the build was not in the list. */
    boolean remove(PipelineRunRef run) {
        return builds.remove(run.uid()) != null;
    }

    Optional<RunSnapshot> find(PipelineRunRef run) {
        return Optional.ofNullable(builds.get(run.uid())).map(build -> build.toSnapshot(run));
    }

    /** What is stored; the build that was deleted first comes first. */
    Map<String, DeletedBuild> builds() {
        return Collections.unmodifiableMap(builds);
    }
}
