package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.operator.run.imports.ImportedBuildAdopter;

/** Binds the build that ks-devops or a person started to the run that names its number. */
final class NumberedBuildAdopter {
    private final RunEngine engine;
    private final ImportedBuildAdopter importedBuilds;

    NumberedBuildAdopter(RunEngine engine, ImportedBuildAdopter importedBuilds) {
        this.engine = engine;
        this.importedBuilds = importedBuilds;
    }

    /** Returns false if there is no such build, or if it cannot be that of the run. */
    boolean adopt(PipelineRun run) {
        return PipelineRuns.isImported(run) ? importedBuilds.adopt(run) : adoptBuildOfKsDevOps(run);
    }

    private boolean adoptBuildOfKsDevOps(PipelineRun run) {
        // ks-devops writes the start time. Otherwise whoever may edit the annotations of a run, but not its status,
        // could take a build that a person or a webhook started.
        return run.getStatus().startTime() != null
                && engine.adoptBuild(
                        PipelineRuns.jobOfBuild(run),
                        PipelineRuns.ref(run),
                        PipelineRuns.buildNumber(run),
                        RunRequestFactory.createdAt(run));
    }
}
