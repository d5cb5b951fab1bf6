package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Optional;

/**
 * Reads the results of the scans for branches of multi-branch pipelines. See {@link Engine} for the rules of threads,
 * errors and crashes.
 */
public interface BranchScanReader {

    /**
     * Reads how the last scan for branches went. The engine scans by itself when it has created the job of a
     * multi-branch pipeline, and after each change of that job.
     *
     * @param job the job of the pipeline itself
     * @return empty if the job does not exist, if it is not the job of a multi-branch pipeline, and while a scan runs.
     *     In the last case the caller keeps the result of the previous scan. If a scan runs for some minutes, the
     *     result is {@link BranchScan.ScanResult#RUNNING}
     */
    Optional<BranchScan> lastScan(JobName job);
}
