package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs that wait for a pipeline's job, or for a branch of it, to be woken when it stands. Only a shortcut: a run that is
 * forgotten here looks again itself.
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

    /** Gives the runs that waited for the job, and forgets them. */
    public Set<RunRef> release(JobName job) {
        Set<RunRef> runs = byJob.remove(job);
        return runs == null ? Set.of() : runs;
    }
}
