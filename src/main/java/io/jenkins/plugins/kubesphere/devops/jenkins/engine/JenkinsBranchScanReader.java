package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.LastScanReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import java.util.Optional;

/** Reads the branch scans of multi-branch jobs on this controller. */
final class JenkinsBranchScanReader implements BranchScanReader {

    @Override
    public Optional<BranchScan> lastScan(JobName job) {
        return SystemIdentity.call(() -> ItemLookup.multiBranchProject(job).flatMap(LastScanReader::readLast));
    }
}
