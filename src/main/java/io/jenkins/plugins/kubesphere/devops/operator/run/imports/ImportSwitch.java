package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Optional;
import java.util.function.Function;

/** Says whether builds that are started in Jenkins get a PipelineRun: by the setting, and by the Pipeline. */
public final class ImportSwitch {
    private final boolean isOn;
    private final Function<JobName, Optional<Pipeline>> pipelines;

    /**
     * @param isOn the setting for all pipelines
     * @param pipelines returns the Pipeline of the job of a pipeline
     */
    public ImportSwitch(boolean isOn, Function<JobName, Optional<Pipeline>> pipelines) {
        this.isOn = isOn;
        this.pipelines = pipelines;
    }

    /** Returns true if the builds of this job, or of this branch, get a PipelineRun. */
    public boolean isOnFor(JobName job) {
        return findImporting(job).isPresent();
    }

    /** Returns the Pipeline of the job; empty if it does not exist, is being deleted, or wants no imports. */
    Optional<Pipeline> findImporting(JobName job) {
        return isOn
                ? pipelines
                        .apply(job.withoutBranch())
                        .filter(pipeline -> !pipeline.isMarkedForDeletion())
                        .filter(pipeline -> MetadataReader.annotation(pipeline, PipelineAnnotations.IMPORT_BUILDS)
                                .filter(PipelineAnnotations.IMPORT_BUILDS_FALSE::equals)
                                .isEmpty())
                : Optional.empty();
    }
}
