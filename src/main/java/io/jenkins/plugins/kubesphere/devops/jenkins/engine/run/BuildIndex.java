package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
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
 * Maps each run to its build. A build that starts in this process is added at its start. Older builds are read once,
 * the newest first, and no more of them than it takes to find the run. Thread-safe.
 */
public final class BuildIndex {
    /**
     * How much the clocks of Jenkins and of the API server may differ. With a larger difference, a build may not be found
     * that is older than one which belongs to no run.
     */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    /**
     * Stored instead of the build number while Jenkins deletes the build. Then {@link #find} does not find the build,
     * although its files still exist. If the run must not be built again, the negative number is stored instead.
     */
    private static final int DELETED = 0;

    /** How long a deleted build stays marked. Jenkins needs less time to delete its files. */
    private static final int DELETION_MARK_MINUTES = 1;

    private final Map<String, JobBuilds> jobs = new ConcurrentHashMap<>();

    private static final class JobBuilds {
        /** From the UID of a run to the number of its build. */
        private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

        /** The number of the oldest build that was read. All later builds were read too. */
        private int oldestRead = Integer.MAX_VALUE;
    }

    private JobBuilds jobBuilds(WorkflowJob job) {
        return jobs.computeIfAbsent(job.getFullName(), name -> new JobBuilds());
    }

    public void add(PipelineRunRef run, WorkflowRun build) {
        jobBuilds(build.getParent()).numbers.put(run.uid(), build.getNumber());
    }

    /**
     * Call this while Jenkins deletes the build.
     *
     * @param mayBeBuiltAgain false if somebody else than this plugin deletes the build
     */
    public void markDeleted(PipelineRunRef run, WorkflowRun build, boolean mayBeBuiltAgain) {
        Map<String, Integer> numbers = jobBuilds(build.getParent()).numbers;
        int mark = mayBeBuiltAgain ? DELETED : -build.getNumber();
        // The run may have a later build already: it was built again after a crash.
        numbers.compute(run.uid(), (uid, known) -> known != null && known > build.getNumber() ? known : mark);
        Timer.get()
                .schedule(
                        () -> numbers.computeIfPresent(run.uid(), (uid, number) -> number > DELETED ? number : null),
                        DELETION_MARK_MINUTES,
                        TimeUnit.MINUTES);
    }

    /** Makes a run whose build was deleted one that may be built again. */
    void allowBuildAgain(WorkflowJob job, PipelineRunRef run) {
        jobBuilds(job).numbers.computeIfPresent(run.uid(), (uid, number) -> Math.max(number, DELETED));
    }

    /** Returns the build that somebody else than this plugin deleted within the last minute, without its result. */
    Optional<DeletedBuild> findDeleted(WorkflowJob job, PipelineRunRef run) {
        return Optional.ofNullable(jobBuilds(job).numbers.get(run.uid()))
                .filter(number -> number < DELETED)
                .map(number -> DeletedBuild.unfinished(-number));
    }

    /** Removes everything about a job that was deleted, or whose name another job has now. */
    public void forget(String jobFullName) {
        jobs.remove(jobFullName);
    }

    /** Finds the build only if it is in the index already. */
    Optional<WorkflowRun> findKnown(WorkflowJob job, PipelineRunRef run) {
        return findKnown(job, jobBuilds(job), run);
    }

    private static Optional<WorkflowRun> findKnown(WorkflowJob job, JobBuilds builds, PipelineRunRef run) {
        return findNumber(builds, run)
                .map(job::getBuildByNumber)
                .filter(build -> PipelineRunAction.belongsTo(build, run));
    }

    /** Whether the index has a build of the run in this job that is not being deleted, also if Jenkins has lost it. */
    boolean contains(WorkflowJob job, PipelineRunRef run) {
        return findNumber(jobBuilds(job), run).isPresent();
    }

    private static Optional<Integer> findNumber(JobBuilds builds, PipelineRunRef run) {
        return Optional.ofNullable(builds.numbers.get(run.uid())).filter(number -> number > DELETED);
    }

    /** The time before which a run that was created then can have no build. */
    private static Instant earliestBuild(Instant createdAt) {
        return createdAt.minus(CLOCK_SKEW);
    }

    /**
     * Finds the build, and reads older builds of the job if it is not in the index.
     *
     * @param since when the run was created; its build is not older
     */
    Optional<WorkflowRun> find(WorkflowJob job, PipelineRunRef run, Instant since) {
        JobBuilds builds = jobBuilds(job);
        synchronized (builds) {
            if (!builds.numbers.containsKey(run.uid())) {
                readBuilds(job, builds, run, earliestBuild(since).toEpochMilli());
            }
        }
        return findKnown(job, builds, run);
    }

    private static void readBuilds(WorkflowJob job, JobBuilds builds, PipelineRunRef run, long since) {
        WorkflowRun build = builds.oldestRead == Integer.MAX_VALUE
                ? job.getLastBuild()
                : job.getNearestOldBuild(builds.oldestRead - 1);
        while (build != null) {
            int number = build.getNumber();
            PipelineRunAction.findOrRestoreRun(build)
                    .ifPresent(found -> builds.numbers.putIfAbsent(found.uid(), number));
            builds.oldestRead = number;
            if (builds.numbers.containsKey(run.uid()) || PipelineRunAction.earliestStart(build) < since) {
                return;
            }
            build = build.getPreviousBuild();
        }
    }
}
