package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.BranchParameterReader.Result;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.PendingReadings.End;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Records the parameters in the Jenkinsfiles of branches: after a scan, after the start of a build with another
 * revision, and when a run gives parameters that are not known yet. Works on threads of its own, because it asks
 * the server of the repository. If a server does not answer, only few threads wait for it, and not for long.
 * Thread-safe.
 */
public final class BranchParameterRecorder {
    private static final int THREADS = 8;
    private static final int THREADS_OF_PROJECT = 2;
    private static final int MAX_PENDING_OF_PROJECT = 1_000;
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    /** A run with an unknown parameter waits for one reading at most, which has just ended then. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final BranchParameterRecorder SHARED = new BranchParameterRecorder();

    private final FairExecutor threads =
            FairExecutor.withLimit("kubesphere-devops reads Jenkinsfiles of branches", THREADS, THREADS_OF_PROJECT);
    private final PendingReadings pending = new PendingReadings(MAX_PENDING_OF_PROJECT);
    private final ReadingBackoff backoff = new ReadingBackoff(System::nanoTime);

    private BranchParameterRecorder() {}

    public static BranchParameterRecorder get() {
        return SHARED;
    }

    /**
     * Returns true if the Jenkinsfile of the branch is being read, or will be. If so, the end is reported to {@link
     * BranchParameterReadListener}. The reading is started if nothing was read yet, if a build had another revision
     * since, if the last attempt failed some time ago, or if a parameter is not known: perhaps it was pushed after the
     * last scan. False for a job that is not that of a branch.
     *
     * @param names of the parameters that a run gives
     */
    public boolean isBeingRead(WorkflowJob job, Set<String> names) {
        if (!BranchJobs.isBranchJob(job)) {
            return false;
        }
        if (!pending.await(job.getFullName()) && !backoff.mustWait(failureKey(job))) {
            if (isUnread(job)) {
                record(job, false);
            } else if (!isFresh(job)
                    && !JobParameterProvider.get(job).definitions().keySet().containsAll(names)) {
                record(job, true);
            }
        }
        // If the reading has ended meanwhile, the caller finds its result.
        return pending.await(job.getFullName());
    }

    private static boolean isFresh(WorkflowJob branch) {
        long now = System.currentTimeMillis();
        return DeclaredParameterFile.read(branch)
                .filter(content -> content.wasReadWithin(FRESH, now))
                .isPresent();
    }

    /** Returns true if what is stored of the branch is missing, failed, or older than its last build. */
    static boolean isUnread(WorkflowJob branch) {
        BranchJenkinsfileReader reader = new BranchJenkinsfileReader(branch);
        return !BranchJobs.isDead(branch)
                && DeclaredParameterFile.read(branch)
                        .filter(content -> !content.source().isEmpty() && !reader.isOutdated(content))
                        .isEmpty();
    }

    /** Reads the Jenkinsfiles of all branches that have another revision than at the last time. */
    public void recordAll(WorkflowMultiBranchProject project) {
        project.getItems().forEach(this::record);
    }

    /** Reads the Jenkinsfile of the branch of a build that has started, unless its revision was read already. */
    public void recordRevisionOf(WorkflowRun build) {
        WorkflowJob job = build.getParent();
        if (BranchJobs.isBranchJob(job)
                && DeclaredParameterFile.read(job)
                        .filter(content -> new BranchJenkinsfileReader(job).isOfBuild(content, build))
                        .isEmpty()) {
            record(job);
        }
    }

    /**
     * Reads the Jenkinsfile of a branch, unless its newest revision was read already. Returns at once. Does nothing for
     * a while after a failure, or if too many branches of the project are to be read; {@link #isBeingRead} tries again.
     */
    public void record(WorkflowJob branch) {
        record(branch, false);
    }

    private void record(WorkflowJob branch, boolean asksServer) {
        Optional<JobName> pipeline = BranchJobs.isDead(branch) ? Optional.empty() : ItemOwnership.pipelineOf(branch);
        pipeline.filter(found -> !backoff.mustWait(found.toString()))
                .filter(found -> pending.add(found.folder(), branch.getFullName(), asksServer))
                .ifPresent(found -> start(branch, found));
    }

    private void start(WorkflowJob branch, JobName pipeline) {
        threads.execute(pipeline.folder(), () -> readAndPublish(branch, pipeline));
    }

    private void readAndPublish(WorkflowJob branch, JobName pipeline) {
        boolean isChanged = false;
        try {
            isChanged = read(branch, pipeline, pending.begin(branch.getFullName()));
        } finally {
            // Also after an error: a run may wait for the end of this reading.
            End end = pending.end(pipeline.folder(), branch.getFullName());
            if (end == End.REPEAT) {
                start(branch, pipeline);
            }
            if (end == End.AWAITED || isChanged) {
                BranchParameterReadListener.publish(pipeline);
            }
        }
    }

    /** Returns true if the branch has other parameters than before. */
    private boolean read(WorkflowJob branch, JobName pipeline, boolean asksServer) {
        String key = failureKey(branch);
        if (backoff.mustWait(pipeline.toString()) || backoff.mustWait(key)) {
            return false;
        }
        try (ReadingTimeLimit limit = new ReadingTimeLimit(Timer.get(), TIME_LIMIT);
                ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Result result = BranchParameterReader.read(branch, pipeline, asksServer, limit);
            if (limit.isExceeded()) {
                // The other branches are on the same server.
                backoff.recordFailure(pipeline.toString());
            }
            if (result == Result.FAILED) {
                backoff.recordFailure(key);
            } else {
                backoff.recordSuccess(pipeline.toString());
                backoff.recordSuccess(key);
            }
            return result != Result.UNCHANGED;
        }
    }

    /** A new revision is read at once: perhaps it corrects what was wrong. */
    private static String failureKey(WorkflowJob branch) {
        return branch.getFullName() + " " + new BranchJenkinsfileReader(branch).describeNewestKnownRevision();
    }
}
