package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.operator.run.control.StopEscalation;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.RunWaitlist;

/** Removes what there is of a run that is being deleted: its build, and what is kept of it in memory. */
final class DeletedRunCleaner {
    private final RunEngine engine;
    private final RunWaitlist waitlist;
    private final StopEscalation stops;

    DeletedRunCleaner(RunEngine engine, RunWaitlist waitlist, StopEscalation stops) {
        this.engine = engine;
        this.waitlist = waitlist;
        this.stops = stops;
    }

    /** Returns when the build is gone, or has ended if its record is to be kept. */
    void cleanUp(PipelineRun run) {
        stops.forget(run);
        if (!PipelineRuns.namesValidPipeline(run)) {
            return;
        }
        waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        deleteBuild(run, PipelineRuns.jobOfBuild(run));
        PipelineRuns.otherJobOfSpec(run).ifPresent(job -> deleteBuild(run, job));
    }

    private void deleteBuild(PipelineRun run, JobName job) {
        if (PipelineRuns.annotation(run, RunAnnotations.KEEP_RECORD)
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            engine.stopAndWait(job, PipelineRuns.ref(run));
        } else {
            engine.delete(job, PipelineRuns.ref(run));
        }
    }
}
