package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.api.RunPhases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.json.RunStatusDocumentConverter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocumentFactory.Documents;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads the last documents of a run. What the engine does not know any more is taken from the store, and ended. */
final class FinalDocumentFactory {
    private static final Map<String, Result> RESULTS = Map.of(
            RunPhases.SUCCEEDED, Result.SUCCESS,
            RunPhases.FAILED, Result.FAILURE,
            RunPhases.CANCELLED, Result.ABORTED);

    private final RunDocumentFactory reader;
    private final RunStore store;

    FinalDocumentFactory(RunDocumentFactory reader, RunStore store) {
        this.reader = reader;
        this.store = store;
    }

    /**
     * Reads the last documents of a run with a build.
     *
     * @param build its end
     * @return empty if there is nothing to write
     */
    Optional<RunDocuments> read(PipelineRun run, RunSnapshot build) {
        Optional<Documents> known = reader.read(run, build);
        return known.isPresent()
                ? Optional.of(complete(run, known.get()))
                : close(
                        run,
                        RunStatusDocumentConverter.result(build),
                        build.endedAt().orElseThrow());
    }

    private RunDocuments complete(PipelineRun run, Documents known) {
        int budget = store.budget(run);
        Optional<String> storedStages = known.stages().isPresent()
                ? Optional.empty()
                : store.read(run)
                        .flatMap(RunDocuments::stages)
                        .map(stages ->
                                OpenStageCloser.close(stages, known.status().result()));
        return storedStages
                .map(stages -> StageDocumentTrimmer.trimStatus(known.status(), stages, budget))
                .orElseGet(() -> StageDocumentTrimmer.trim(known.status(), known.stages(), budget));
    }

    /**
     * Reads what is stored of a run that ends without the result of a build, and ends it.
     *
     * @param phase the final phase of the run; may be null
     * @return empty if there is nothing to write
     */
    Optional<RunDocuments> closeStored(PipelineRun run, String phase, Instant endedAt) {
        return close(
                run, RESULTS.getOrDefault(String.valueOf(phase), Result.UNKNOWN).name(), endedAt);
    }

    private Optional<RunDocuments> close(PipelineRun run, String result, Instant endedAt) {
        Optional<RunDocuments> stored = store.read(run);
        return stored.map(found -> new RunDocuments(
                        OpenStageCloser.closeBuild(found.status(), result, endedAt),
                        found.stages().map(stages -> OpenStageCloser.close(stages, result)),
                        found.completeness()))
                .filter(closed -> !closed.equals(stored.get()));
    }
}
