package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the runs that wait for the job of a pipeline, or for one of its branches, so that they are reconciled when the
 * job is ready. This only saves time: a run that is missing here is reconciled after a while anyway.
 */
public final class RunWaitlist {
    private final Map<JobName, Set<RunRef>> byJob = new ConcurrentHashMap<>();

    public void add(JobName job, RunRef run) {
        byJob.compute(job, (name, runs) -> {
            Set<RunRef> set = runs == null ? new HashSet<>() : runs;
            set.add(run);
            return set;
        });
    }

    public void remove(JobName job, RunRef run) {
        byJob.computeIfPresent(job, (name, runs) -> {
            runs.remove(run);
            return runs.isEmpty() ? null : runs;
        });
    }

    /** Removes and returns the runs that wait for the job. */
    public Set<RunRef> removeAll(JobName job) {
        Set<RunRef> runs = byJob.remove(job);
        return runs == null ? Set.of() : runs;
    }
}
