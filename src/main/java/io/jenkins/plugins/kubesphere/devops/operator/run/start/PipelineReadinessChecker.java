package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import java.util.Optional;

/**
 * Checks that the Pipeline of a run exists and that its job is in sync with its spec. Without this check, a run would
 * build a job that belongs to no Pipeline, or the script that the job had before the last change of its Pipeline. Reads
 * only the cache of the informer.
 */
public final class PipelineReadinessChecker {
    private final RunJobResolver jobs;

    public PipelineReadinessChecker(RunJobResolver jobs) {
        this.jobs = jobs;
    }

    /** Returns why the run must wait for its Pipeline; empty if it may be started. The run must name a Pipeline. */
    public Optional<StartObstacle> findObstacle(PipelineRun run) {
        JobName job = PipelineRuns.jobOfPipeline(run);
        Optional<Pipeline> found = jobs.pipeline(run);
        if (found.isEmpty()) {
            return Optional.of(new StartObstacle(
                    ConditionReasons.PIPELINE_NOT_FOUND,
                    "there is no Pipeline " + job
                            + "; create it, or delete this run and create one that names another Pipeline"));
        }
        Pipeline pipeline = found.get();
        if (pipeline.isMarkedForDeletion()) {
            return Optional.of(new StartObstacle(
                    ConditionReasons.PIPELINE_NOT_FOUND,
                    "Pipeline " + job + " is being deleted; create it again after that, or delete this run"));
        }
        return SyncOutcome.isInSync(pipeline)
                ? Optional.empty()
                : Optional.of(new StartObstacle(ConditionReasons.PIPELINE_NOT_READY, describe(pipeline, job)));
    }

    /** Returns the message of the Pipeline's own condition if it says why, because it names the cure. */
    private static String describe(Pipeline pipeline, JobName job) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(ready -> !ready.statusIsTrue() && ready.message() != null)
                .map(Condition::message)
                .orElse("the job " + job + " is not in sync with its Pipeline yet; if it stays so, see the conditions"
                        + " and Events of Pipeline " + job);
    }
}
