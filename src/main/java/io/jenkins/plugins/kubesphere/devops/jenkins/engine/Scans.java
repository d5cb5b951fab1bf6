package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.Scan;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.MissingCredential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Looks for branches, which Jenkins calls indexing. Jenkins does so by itself whenever a project was made or updated from a
 * document. What is left to us is the first one that a crash has lost: it is in the queue's file a minute late, and what is
 * half done leaves no trace.
 */
final class Scans {
    /** Projects whose scan this process has begun, or found to be there. */
    private final Set<JobName> begun = ConcurrentHashMap.newKeySet();

    void begun(JobName job) {
        begun.add(job);
    }

    void forget(JobName job) {
        begun.remove(job);
    }

    /** Begins the first scan, unless there was one, or it is on its way. */
    void beginFirst(JobName name, WorkflowMultiBranchProject project) {
        if (begun.add(name)
                && !isRecorded(project.getComputation())
                && !project.getComputation().isBuilding()
                && !Jenkins.get().getQueue().contains(project)) {
            project.scheduleBuild2(0);
        }
    }

    private static boolean isRecorded(FolderComputation<?> scan) {
        return scan.getResult() != null;
    }

    /** How the last scan went; empty while another one runs, which has the log of the last one overwritten. */
    static Optional<Scan> last(WorkflowMultiBranchProject project) {
        FolderComputation<?> scan = project.getComputation();
        Result result = scan.getResult();
        int branches = project.getItems().size();
        if (result == null) {
            return scan.getPreviousResult() == null ? Optional.of(Scan.none(branches)) : Optional.empty();
        }
        ScanLog log = log(scan);
        return Optional.of(new Scan(
                result(result),
                Optional.of(scan.getTimestamp().toInstant()),
                result == Result.SUCCESS ? "" : failure(log) + missingCredential(project),
                branches,
                log.leftOut(),
                log.leftOutTotal()));
    }

    private static ScanLog log(FolderComputation<?> scan) {
        try {
            return ScanLog.read(scan.getLogFile().toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String failure(ScanLog log) {
        return log.failure().isEmpty() ? "Jenkins does not say why" : log.failure();
    }

    private static String missingCredential(WorkflowMultiBranchProject project) {
        return MissingCredential.of(project)
                .map(id -> "; there is no credential \"" + id + "\" here, and it is tried without one")
                .orElse("");
    }

    private static Scan.Result result(Result result) {
        if (result == Result.SUCCESS) {
            return Scan.Result.SUCCESS;
        }
        return result == Result.ABORTED ? Scan.Result.ABORTED : Scan.Result.FAILURE;
    }
}
