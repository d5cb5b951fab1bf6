package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which job builds a run. The Pipeline's type decides, not the copy of its spec in the run, which may be missing or out of
 * date. While the Pipeline is not known the branch is named as well: a job without branches is found all the same.
 */
public final class RunJobResolver {
    private final Function<JobName, Optional<Pipeline>> pipelines;

    /** @param pipelines gives the pipeline of a job */
    public RunJobResolver(Function<JobName, Optional<Pipeline>> pipelines) {
        this.pipelines = pipelines;
    }

    public Optional<Pipeline> pipeline(PipelineRun run) {
        return pipelines.apply(PipelineRuns.pipeline(run));
    }

    /** Gives the job; the run must name a pipeline. */
    public JobName of(PipelineRun run) {
        return is(run, PipelineTypes.PIPELINE) ? PipelineRuns.pipeline(run) : whereBuilt(run);
    }

    /**
     * Gives where the run's build is, if there is one: what the Pipeline says now, it may not have said when the run was
     * started.
     */
    public JobName whereBuilt(PipelineRun run) {
        return PipelineRuns.pipeline(run).ofBranch(PipelineRuns.branch(run));
    }

    /** True if the run would have to name a branch and does not. */
    public boolean lacksBranch(PipelineRun run) {
        return PipelineRuns.branch(run).isEmpty() && is(run, PipelineTypes.MULTI_BRANCH);
    }

    /** True if the same job builds the other run. A branch may be named in two ways, encoded and plain. */
    public boolean same(JobName job, PipelineRun other) {
        return PipelineRuns.pipeline(other).equals(job.ofPipeline())
                && (!job.namesBranch()
                        || JobName.decoded(job.branch()).equals(JobName.decoded(PipelineRuns.branch(other))));
    }

    private boolean is(PipelineRun run, String type) {
        return pipeline(run)
                .filter(pipeline -> type.equals(pipeline.getSpec().type()))
                .isPresent();
    }
}
