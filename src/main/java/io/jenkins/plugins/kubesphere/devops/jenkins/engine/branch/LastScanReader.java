package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Reads the result of the last scan for branches of a job, which Jenkins calls "indexing". */
public final class LastScanReader {
    private LastScanReader() {}

    /**
     * The last scan; a scan without a result if none has ended yet. Empty while another scan runs, because the new scan
     * has overwritten the log of the last one. A scan that has run for a long time is returned as running.
     */
    public static Optional<BranchScan> readLast(WorkflowMultiBranchProject project) {
        FolderComputation<?> scan = project.getComputation();
        Result result = scan.getResult();
        int branches = branchNames(project).size();
        if (result == null) {
            Optional<BranchScan> first =
                    scan.getPreviousResult() == null ? Optional.of(BranchScan.notScanned(branches)) : Optional.empty();
            return readRunning(scan, branches).or(() -> first);
        }
        ScanLog log = readLog(scan);
        if (project.getComputation() != scan) {
            // Another scan has begun meanwhile, and overwrites the log that was read.
            return Optional.empty();
        }
        return Optional.of(new BranchScan(
                toScanResult(result),
                Optional.of(scan.getTimestamp().toInstant()),
                describe(result, log, project),
                branches,
                log.skipped(),
                log.skippedTotal()));
    }

    /** The names of the branches that have a job and were not deleted. */
    static List<String> branchNames(WorkflowMultiBranchProject project) {
        return project.getItems().stream()
                .filter(job -> !BranchJobs.isDead(job))
                .map(job -> JobName.decodeBranch(job.getName()))
                .toList();
    }

    private static Optional<BranchScan> readRunning(FolderComputation<?> scan, int branches) {
        try {
            return RunningScanReader.read(scan, branches);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScanLog readLog(FolderComputation<?> scan) {
        try {
            return ScanLogReader.read(scan.getLogFile().toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(Result result, ScanLog log, WorkflowMultiBranchProject project) {
        Optional<String> credentialProblem = MissingCredentialFinder.findProblem(project);
        if (result == Result.SUCCESS) {
            return credentialProblem.orElse("");
        }
        String failure = log.failure().isEmpty() ? "Jenkins does not say why" : log.failure();
        return failure
                + credentialProblem
                        .map(problem -> "; " + problem)
                        .orElseGet(() -> RefusedAccessDescriber.describe(
                                failure, MissingCredentialFinder.findNamedCredential(project)));
    }

    private static BranchScan.ScanResult toScanResult(Result result) {
        if (result == Result.SUCCESS) {
            return BranchScan.ScanResult.SUCCESS;
        }
        return result == Result.ABORTED ? BranchScan.ScanResult.ABORTED : BranchScan.ScanResult.FAILURE;
    }
}
