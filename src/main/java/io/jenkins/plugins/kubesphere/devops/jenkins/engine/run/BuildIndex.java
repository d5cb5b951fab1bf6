package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Which build of a job belongs to which run. Builds of this process are told when they start; older ones are looked at
 * once, newest first and no further down than needed. Safe for use from any thread.
 */
public final class BuildIndex {
    /** The clocks of Jenkins and of the API server may differ by so much before a build is overlooked. */
    private static final Duration SKEW = Duration.ofHours(1);

    /** In place of a number: the build is being deleted, and counts as gone while its files still are there. */
    private static final int GONE = 0;

    private static final int GONE_MINUTES = 1;

    private final Map<String, OfJob> jobs = new ConcurrentHashMap<>();

    private static final class OfJob {
        private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
        /** All builds from this one up have been looked at. */
        private int lowest = Integer.MAX_VALUE;
    }

    private OfJob of(WorkflowJob job) {
        return jobs.computeIfAbsent(job.getFullName(), name -> new OfJob());
    }

    public void started(RunRef run, WorkflowRun build) {
        of(build.getParent()).numbers.put(run.uid(), build.getNumber());
    }

    public void deleted(RunRef run, WorkflowRun build) {
        Map<String, Integer> numbers = of(build.getParent()).numbers;
        numbers.put(run.uid(), GONE);
        Timer.get().schedule(() -> numbers.remove(run.uid(), GONE), GONE_MINUTES, TimeUnit.MINUTES);
    }

    /** The job is gone, or another one has its name now. */
    public void forget(String jobFullName) {
        jobs.remove(jobFullName);
    }

    /** Looks no build up that was not looked at before. */
    Optional<WorkflowRun> known(WorkflowJob job, RunRef run) {
        Integer number = of(job).numbers.get(run.uid());
        return number == null || number == GONE
                ? Optional.empty()
                : Optional.ofNullable(job.getBuildByNumber(number)).filter(build -> PipelineRunAction.is(build, run));
    }

    /**
     * Looks through the job's builds.
     *
     * @param since the run was created then: no build of it is older
     */
    Optional<WorkflowRun> search(WorkflowJob job, RunRef run, Instant since) {
        OfJob known = of(job);
        synchronized (known) {
            if (!known.numbers.containsKey(run.uid())) {
                lookThrough(job, known, run, since.minus(SKEW).toEpochMilli());
            }
        }
        return known(job, run);
    }

    private static void lookThrough(WorkflowJob job, OfJob known, RunRef run, long since) {
        WorkflowRun build =
                known.lowest == Integer.MAX_VALUE ? job.getLastBuild() : job.getNearestOldBuild(known.lowest - 1);
        while (build != null) {
            int number = build.getNumber();
            PipelineRunAction.of(build).ifPresent(found -> known.numbers.putIfAbsent(found.uid(), number));
            known.lowest = number;
            if (known.numbers.containsKey(run.uid()) || build.getTimeInMillis() < since) {
                return;
            }
            build = build.getPreviousBuild();
        }
    }
}
