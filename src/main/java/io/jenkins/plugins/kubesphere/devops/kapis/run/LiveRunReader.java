package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.json.DocumentWriter;
import io.jenkins.plugins.kubesphere.devops.engine.json.RunStatusDocumentConverter;
import io.jenkins.plugins.kubesphere.devops.engine.json.StageDocumentConverter;
import io.jenkins.plugins.kubesphere.devops.engine.json.StageListTrimmer;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads what the build of a run does now, while it runs on this controller. Kubernetes is not asked. How long something has
 * been running is as it was when something else changed last: clients count themselves from its start.
 */
final class LiveRunReader {
    private static final Logger LOGGER = Logger.getLogger(LiveRunReader.class.getName());

    /** A build may have hundreds of thousands of steps. No console shows them. */
    private static final int MAX_STAGES_BYTES = 4 * 1_024 * 1_024;

    private final RunEngine runs;
    private final RunDetailReader details;
    private final SnapshotCache statuses = new SnapshotCache();
    private final SnapshotCache stages = new SnapshotCache();

    LiveRunReader(Engine engine) {
        this.runs = engine.runs();
        this.details = engine.runDetails();
    }

    /** The JSON of the build; empty if it has ended, has not begun, or is not here. */
    Optional<VersionedText> status(PipelineRun run) {
        return read(run, statuses, () -> readStatus(run));
    }

    /** The JSON of the stages; empty if the build has ended, or is not here. */
    Optional<VersionedText> stages(PipelineRun run) {
        return read(run, stages, () -> readStages(run));
    }

    /** What cannot be read is not known: what is stored is shown instead. */
    private static Optional<VersionedText> read(
            PipelineRun run, SnapshotCache snapshots, Supplier<Optional<String>> read) {
        if (run.getStatus().hasEnded() || !PipelineRuns.namesValidPipeline(run)) {
            return Optional.empty();
        }
        try {
            return snapshots.get(run.getMetadata().getUid(), read);
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "A build could not be read; what is stored of it is shown");
            return Optional.empty();
        }
    }

    private Optional<String> readStatus(PipelineRun run) {
        JobName job = PipelineRuns.jobOfBuild(run);
        PipelineRunRef ref = PipelineRuns.ref(run);
        return findBuild(run).flatMap(build -> details.detail(job, ref)
                .map(detail -> DocumentWriter.write(RunStatusDocumentConverter.convert(build, detail))));
    }

    private Optional<String> readStages(PipelineRun run) {
        return findBuild(run)
                .flatMap(build -> details.graph(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run)))
                .map(graph -> StageListTrimmer.trim(StageDocumentConverter.convert(graph), MAX_STAGES_BYTES)
                        .json());
    }

    /** The other readers search all builds of a job for a run that has none. This does not read those that are older than it. */
    private Optional<RunSnapshot> findBuild(PipelineRun run) {
        return runs.find(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), RunRequestFactory.createdAt(run))
                .filter(build -> build.number().isPresent());
    }
}
