package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import java.util.Optional;

/** Creates, updates and deletes the folders and jobs of the embedded engine. */
final class EmbeddedJobEngine implements JobEngine {
    private final Object lock;
    private final EmbeddedItems items;
    private final EmbeddedRunScheduler runs;

    EmbeddedJobEngine(Object lock, EmbeddedItems items, EmbeddedRunScheduler runs) {
        this.lock = lock;
        this.items = items;
        this.runs = runs;
    }

    @Override
    public FolderOutcome ensureFolder(FolderRequest folder) {
        synchronized (lock) {
            return new FolderOutcome(items.ensureFolder(folder));
        }
    }

    @Override
    public boolean deleteFolder(String name, Owner owner) {
        synchronized (lock) {
            if (items.findFolderOwner(name).filter(owner::sameResource).isEmpty()) {
                return false;
            }
            items.deleteFolder(name).forEach(runs::deleteAll);
        }
        runs.awaitAbandoned();
        return true;
    }

    @Override
    public JobOutcome ensureJob(JobRequest job) {
        synchronized (lock) {
            JobOutcome outcome = items.ensureJob(job);
            runs.dispatch();
            return outcome;
        }
    }

    @Override
    public boolean deleteJob(JobName name, Owner owner) {
        synchronized (lock) {
            Optional<EmbeddedJob> job =
                    items.findJob(name).filter(found -> found.record.owner().sameResource(owner));
            if (job.isEmpty()) {
                return false;
            }
            items.deleteJob(job.get());
            runs.deleteAll(job.get());
        }
        runs.awaitAbandoned();
        return true;
    }

    /** The embedded engine has no branches. */
    @Override
    public boolean requestScan(JobName job, Owner owner) {
        return false;
    }

    /** The embedded engine has no summaries: no console lists its jobs. */
    @Override
    public Optional<JobSummary> summarize(JobName job, int maxBranches) {
        return Optional.empty();
    }
}
