package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.operator.run.imports.BuildImporter.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Imports many builds one after the other. A build that fails does not hold up those after it. */
final class BuildBatchImporter {
    private BuildBatchImporter() {}

    /**
     * Imports builds in their order.
     *
     * @param importer imports one build
     * @param maxFailuresInARow after so many failures in a row, the rest is not tried: perhaps the API server accepts
     *     none now
     * @return how many builds had which outcome
     * @throws RuntimeException the last failure, if a build failed
     */
    static Map<Outcome, Integer> importAll(
            List<BuildRef> builds, Function<BuildRef, Outcome> importer, int maxFailuresInARow) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        RuntimeException failure = null;
        int failuresInARow = 0;
        for (BuildRef build : builds) {
            try {
                counts.merge(importer.apply(build), 1, Integer::sum);
                failuresInARow = 0;
            } catch (RuntimeException e) {
                failure = e;
                if (++failuresInARow == maxFailuresInARow) {
                    break;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return counts;
    }
}
