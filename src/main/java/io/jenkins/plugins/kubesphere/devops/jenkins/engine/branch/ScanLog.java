package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan.SkippedBranch;
import java.util.List;

/**
 * Holds what the log of a scan says.
 *
 * @param skipped the first branches without a job, as many as a {@link BranchScan} can hold
 * @param skippedTotal the number of all branches without a job
 * @param failure the last message of an exception or of Git, else the last error; empty if there was none
 */
record ScanLog(List<SkippedBranch> skipped, int skippedTotal, String failure) {
    ScanLog {
        skipped = List.copyOf(skipped);
    }
}
