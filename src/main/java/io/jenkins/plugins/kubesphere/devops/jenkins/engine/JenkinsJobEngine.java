package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.FirstScanRecovery;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.FolderProvisioner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.JobProvisioner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.MovedItemRestorer;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.InlineParameterRecorder;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.JobSummaryFactory;
import java.util.Optional;

/** Creates, updates, deletes and reads the folders and jobs of this controller. */
final class JenkinsJobEngine implements JobEngine {
    private final FolderProvisioner folders;
    private final JobProvisioner jobs;

    JenkinsJobEngine(MovedItemRestorer restorer) {
        folders = new FolderProvisioner(restorer);
        jobs = new JobProvisioner(restorer, new FirstScanRecovery());
    }

    @Override
    public FolderOutcome ensureFolder(FolderRequest folder) {
        return SystemIdentity.call(() -> folders.ensure(folder));
    }

    @Override
    public boolean deleteFolder(String folder, Owner owner) {
        return SystemIdentity.call(() -> folders.delete(folder, owner));
    }

    @Override
    public JobOutcome ensureJob(JobRequest job) {
        return SystemIdentity.call(() -> {
            JobOutcome outcome = jobs.ensure(job);
            if (outcome.change() != ItemOperationResult.UNCHANGED && !PipelineTypes.isMultiBranch(job.spec())) {
                ItemLookup.job(job.name()).ifPresent(InlineParameterRecorder::record);
            }
            return outcome;
        });
    }

    @Override
    public boolean deleteJob(JobName job, Owner owner) {
        return SystemIdentity.call(() -> jobs.delete(job, owner));
    }

    @Override
    public boolean requestScan(JobName job, Owner owner) {
        return SystemIdentity.call(() -> jobs.requestScan(job, owner));
    }

    @Override
    public Optional<JobSummary> summarize(JobName job, int maxBranches) {
        return SystemIdentity.call(
                () -> ItemLookup.pipelineItem(job).map(found -> JobSummaryFactory.create(found, maxBranches)));
    }
}
