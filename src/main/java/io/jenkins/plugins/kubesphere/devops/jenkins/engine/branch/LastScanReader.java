package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Reads the result of the last scan for branches of a job, which Jenkins calls "indexing". */
public final class LastScanReader {
    private LastScanReader() {}

    /**
     * The last scan; a scan without a result if none has ended yet. Empty while another scan runs, because the new scan
     * has overwritten the log of the last one.
     */
    public static Optional<BranchScan> readLast(WorkflowMultiBranchProject project) {
        FolderComputation<?> scan = project.getComputation();
        Result result = scan.getResult();
        int branches = project.getItems().size();
        if (result == null) {
            return scan.getPreviousResult() == null ? Optional.of(BranchScan.notScanned(branches)) : Optional.empty();
        }
        ScanLog log = readLog(scan);
        return Optional.of(new BranchScan(
                toScanResult(result),
                Optional.of(scan.getTimestamp().toInstant()),
                result == Result.SUCCESS ? "" : failureMessage(log) + missingCredential(project),
                branches,
                log.skipped(),
                log.skippedTotal()));
    }

    private static ScanLog readLog(FolderComputation<?> scan) {
        try {
            return ScanLogReader.read(scan.getLogFile().toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String failureMessage(ScanLog log) {
        return log.failure().isEmpty() ? "Jenkins does not say why" : log.failure();
    }

    private static String missingCredential(WorkflowMultiBranchProject project) {
        return MissingCredentialFinder.find(project)
                .map(id -> "; Jenkins has no credential \"" + id + "\" for this project, and scans without one")
                .orElse("");
    }

    private static BranchScan.ScanResult toScanResult(Result result) {
        if (result == Result.SUCCESS) {
            return BranchScan.ScanResult.SUCCESS;
        }
        return result == Result.ABORTED ? BranchScan.ScanResult.ABORTED : BranchScan.ScanResult.FAILURE;
    }
}
