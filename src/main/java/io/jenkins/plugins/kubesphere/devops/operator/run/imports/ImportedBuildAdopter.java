package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives the build to the run that was created for it. The build must have the number and the start time of the run, and
 * no run yet. Nothing is given if the pipeline does not allow imports: then whoever may create runs could take a build
 * that was started in Jenkins.
 */
public final class ImportedBuildAdopter {
    private final RunEngine runs;
    private final UnboundBuildReader builds;
    private final ImportSwitch imports;

    public ImportedBuildAdopter(RunEngine runs, UnboundBuildReader builds, ImportSwitch imports) {
        this.runs = runs;
        this.builds = builds;
        this.imports = imports;
    }

    /** Returns false if there is no such build. */
    public boolean adopt(PipelineRun run) {
        JobName job = PipelineRuns.jobOfBuild(run);
        Optional<Instant> start = PipelineRuns.importedBuildStart(run);
        BuildRef name = new BuildRef(job, PipelineRuns.buildNumber(run));
        return start.isPresent()
                && imports.isOnFor(job)
                && builds.find(name)
                        .map(UnboundBuild::startedAt)
                        .filter(start.get()::equals)
                        .isPresent()
                && runs.adoptBuild(job, PipelineRuns.ref(run), name.number(), start.get());
    }
}
