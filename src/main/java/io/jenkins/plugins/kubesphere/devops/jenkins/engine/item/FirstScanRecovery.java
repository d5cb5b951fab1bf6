package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Starts the first scan of a multi-branch project again if a crash lost it. Jenkins starts a scan by itself when a
 * project is created or updated. But Jenkins writes queue.xml up to a minute late, and an unfinished scan leaves
 * nothing on disk, so a crash can lose the first scan.
 */
public final class FirstScanRecovery {
    /** Projects that this process has already checked, or whose scan Jenkins starts by itself. */
    private final Set<JobName> started = ConcurrentHashMap.newKeySet();

    /** Records that Jenkins starts the scan by itself. */
    void recordStartedByJenkins(JobName job) {
        started.add(job);
    }

    void forget(JobName job) {
        started.remove(job);
    }

    /** Starts the first scan, unless a scan has ended, runs, or is in the queue. */
    void startIfLost(JobName name, WorkflowMultiBranchProject project) {
        if (started.add(name)
                && !isRecorded(project.getComputation())
                && !project.getComputation().isBuilding()
                && !Jenkins.get().getQueue().contains(project)) {
            project.scheduleBuild2(0);
        }
    }

    private static boolean isRecorded(FolderComputation<?> scan) {
        return scan.getResult() != null;
    }
}
