package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import java.util.Optional;

/**
 * Reads what a run shows in consoles. While its build runs, that is what the build does now. Afterwards, or if another
 * controller has the build, that is what was stored.
 */
public final class RunDocumentReader {
    private static final VersionedText NO_STAGES = VersionedText.of("[]");

    private final LiveRunReader live;
    private final StoredRunReader stored;

    public RunDocumentReader(ClusterConnection cluster, Engine engine) {
        this.live = new LiveRunReader(engine);
        this.stored = new StoredRunReader(cluster);
    }

    /** The JSON of the build, as ks-devops stores it in an annotation; empty if nothing is known. */
    public Optional<VersionedText> status(PipelineRun run) {
        return live.status(run).or(() -> stored.status(run));
    }

    /** The JSON array of the stages; {@code []} if nothing is known. */
    public VersionedText stages(PipelineRun run) {
        return live.stages(run).or(() -> stored.stages(run)).orElse(NO_STAGES);
    }
}
