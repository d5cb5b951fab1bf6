package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the job that builds a run. The type of the Pipeline decides, not the copy of its spec in the run, which may be
 * missing or out of date. If the Pipeline is not known, the result names the branch too: a job without branches is
 * found in spite of that.
 */
public final class RunJobResolver {
    private final Function<JobName, Optional<Pipeline>> pipelines;

    /** @param pipelines returns the pipeline of a job */
    public RunJobResolver(Function<JobName, Optional<Pipeline>> pipelines) {
        this.pipelines = pipelines;
    }

    public Optional<Pipeline> pipeline(PipelineRun run) {
        return pipelines.apply(PipelineRuns.pipeline(run));
    }

    /** Returns the job that builds the run. The run must name a pipeline. */
    public JobName resolve(PipelineRun run) {
        return hasType(run, PipelineTypes.PIPELINE) ? PipelineRuns.pipeline(run) : PipelineRuns.jobOfBuild(run);
    }

    /** Returns true if the run must name a branch and does not. */
    public boolean lacksBranch(PipelineRun run) {
        return PipelineRuns.branch(run).isEmpty() && hasType(run, PipelineTypes.MULTI_BRANCH);
    }

    /** Returns true if this job builds the run. A branch may be named in two ways, encoded and plain. */
    public boolean isBuiltBy(JobName job, PipelineRun other) {
        return PipelineRuns.pipeline(other).equals(job.ofPipeline())
                && (!job.namesBranch()
                        || JobName.decoded(job.branch()).equals(JobName.decoded(PipelineRuns.branch(other))));
    }

    private boolean hasType(PipelineRun run, String type) {
        return pipeline(run)
                .filter(pipeline -> type.equals(pipeline.getSpec().type()))
                .isPresent();
    }
}
