package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the runs that wait for the job of a pipeline, or for one of its branches, so that they are reconciled when the
 * job is ready. This only saves time: a run that is missing here is reconciled after a while anyway.
 */
public final class RunWaitlist {
    private final Map<JobName, Set<PipelineRunRef>> byJob = new ConcurrentHashMap<>();

    public void add(JobName job, PipelineRunRef run) {
        byJob.compute(job, (name, runs) -> {
            Set<PipelineRunRef> set = runs == null ? new HashSet<>() : runs;
            set.add(run);
            return set;
        });
    }

    public void remove(JobName job, PipelineRunRef run) {
        byJob.computeIfPresent(job, (name, runs) -> {
            runs.remove(run);
            return runs.isEmpty() ? null : runs;
        });
    }

    /** Removes and returns the runs that wait for the job. */
    public Set<PipelineRunRef> removeAll(JobName job) {
        Set<PipelineRunRef> runs = byJob.remove(job);
        return runs == null ? Set.of() : runs;
    }
}
