package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.BranchScanEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import java.util.Optional;

/** Reads the branch scans of multi-branch jobs on this controller. */
final class JenkinsBranchScanEngine implements BranchScanEngine {

    @Override
    public Optional<BranchScan> lastScan(JobName job) {
        return SystemIdentity.call(() -> ItemLookup.multiBranchProject(job).flatMap(BranchScanReader::readLast));
    }
}
