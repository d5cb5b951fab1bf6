package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the runs that wait for the job of a pipeline, or for one of its branches, to wake them when it is ready. It
 * only saves time: a run that is lost here is reconciled again after a while.
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
    public Set<RunRef> release(JobName job) {
        Set<RunRef> runs = byJob.remove(job);
        return runs == null ? Set.of() : runs;
    }
}
