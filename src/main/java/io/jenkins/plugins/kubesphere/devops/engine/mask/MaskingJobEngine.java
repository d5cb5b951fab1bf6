package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import java.util.Optional;

/** Masks secrets in the summaries of jobs, and in what the calls throw. */
public final class MaskingJobEngine implements JobEngine {
    private final JobEngine engine;
    private final ProjectMaskProvider masks;
    private final ErrorMasker errors;

    public MaskingJobEngine(JobEngine engine, ProjectMaskProvider masks) {
        this.engine = engine;
        this.masks = masks;
        this.errors = new ErrorMasker(masks);
    }

    @Override
    public FolderOutcome ensureFolder(FolderRequest folder) {
        return errors.call(folder.name(), folder.owner(), () -> engine.ensureFolder(folder));
    }

    @Override
    public boolean deleteFolder(String folder, Owner owner) {
        return errors.call(folder, owner, () -> engine.deleteFolder(folder, owner));
    }

    @Override
    public JobOutcome ensureJob(JobRequest job) {
        return errors.call(job.name().folder(), job.owner(), () -> engine.ensureJob(job));
    }

    @Override
    public boolean deleteJob(JobName job, Owner owner) {
        return errors.call(job.folder(), owner, () -> engine.deleteJob(job, owner));
    }

    @Override
    public boolean requestScan(JobName job, Owner owner) {
        return errors.call(job.folder(), owner, () -> engine.requestScan(job, owner));
    }

    @Override
    public Optional<JobSummary> summarize(JobName job, int maxBranches) {
        return errors.call(job.folder(), job, () -> engine.summarize(job, maxBranches))
                .map(summary -> JobSummaryMasker.mask(summary, () -> masks.findMask(job.folder())));
    }
}
