package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the job that builds a run. It reads the type from the Pipeline, and not from the copy of the spec in the run,
 * which may be missing or out of date. If the Pipeline is not known, the result names the branch of the run. The engine
 * ignores the branch if the job has no branches.
 */
public final class RunJobResolver {
    private final Function<JobName, Optional<Pipeline>> pipelines;

    /** @param pipelines finds the Pipeline to which a job belongs */
    public RunJobResolver(Function<JobName, Optional<Pipeline>> pipelines) {
        this.pipelines = pipelines;
    }

    public Optional<Pipeline> pipeline(PipelineRun run) {
        return pipelines.apply(PipelineRuns.jobOfPipeline(run));
    }

    /** Returns the job that builds the run. The run must name a pipeline. */
    public JobName resolve(PipelineRun run) {
        return hasType(run, PipelineTypes.PIPELINE) ? PipelineRuns.jobOfPipeline(run) : PipelineRuns.jobOfBuild(run);
    }

    /** Returns true if the run must name a branch and does not. */
    public boolean lacksBranch(PipelineRun run) {
        return !PipelineRuns.jobOfBuild(run).hasBranch() && hasType(run, PipelineTypes.MULTI_BRANCH);
    }

    /**
     * Returns the job of the only branch that the pipeline of the run can have, if the run names no branch. Only a
     * pipeline of one Subversion path has just one branch.
     */
    public Optional<JobName> findOnlyBranch(PipelineRun run) {
        return pipeline(run)
                .filter(found -> lacksBranch(run))
                .map(found -> found.getSpec().multiBranchPipeline())
                .filter(spec -> SourceTypes.SINGLE_SVN.equals(spec.sourceType()))
                .map(spec -> PipelineRuns.jobOfPipeline(run).withBranch(SourceTypes.SINGLE_SVN_BRANCH));
    }

    /**
     * Returns true if this job builds the run, or if it is the job of the run's pipeline itself. The run and the job
     * may spell the branch differently: {@code feat/x} and {@code feat%2Fx} are the same branch.
     */
    public boolean isBuiltBy(PipelineRun run, JobName job) {
        JobName own = PipelineRuns.jobOfBuild(run);
        return own.withoutBranch().equals(job.withoutBranch())
                && (!job.hasBranch() || JobName.decodeBranch(job.branch()).equals(JobName.decodeBranch(own.branch())));
    }

    private boolean hasType(PipelineRun run, String type) {
        return pipeline(run)
                .filter(pipeline -> type.equals(pipeline.getSpec().type()))
                .isPresent();
    }
}
