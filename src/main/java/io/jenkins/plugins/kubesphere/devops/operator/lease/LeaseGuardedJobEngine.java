package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import java.util.Optional;

/** Changes folders and jobs only while the term is held. */
final class LeaseGuardedJobEngine implements JobEngine {
    private final JobEngine jobs;
    private final LeadershipTerm term;

    LeaseGuardedJobEngine(JobEngine jobs, LeadershipTerm term) {
        this.jobs = jobs;
        this.term = term;
    }

    @Override
    public FolderOutcome ensureFolder(FolderRequest folder) {
        return term.call(() -> jobs.ensureFolder(folder));
    }

    @Override
    public boolean deleteFolder(String folder, Owner owner) {
        return term.call(() -> jobs.deleteFolder(folder, owner));
    }

    @Override
    public JobOutcome ensureJob(JobRequest job) {
        return term.call(() -> jobs.ensureJob(job));
    }

    @Override
    public boolean deleteJob(JobName job, Owner owner) {
        return term.call(() -> jobs.deleteJob(job, owner));
    }

    @Override
    public boolean requestScan(JobName job, Owner owner) {
        return term.call(() -> jobs.requestScan(job, owner));
    }

    @Override
    public Optional<JobSummary> summarize(JobName job, int maxBranches) {
        return jobs.summarize(job, maxBranches);
    }
}
