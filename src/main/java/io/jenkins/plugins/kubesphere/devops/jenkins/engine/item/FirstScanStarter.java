package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Starts the first scan for branches of a project, if a crash has lost it: it is in the queue's file a minute late, and what
 * is half done leaves no trace. All other scans Jenkins starts by itself, whenever a project is created or updated.
 */
public final class FirstScanStarter {
    /** Projects whose scan this process has started, or found. */
    private final Set<JobName> started = ConcurrentHashMap.newKeySet();

    /** Notes that Jenkins itself starts the scan. */
    void startedByJenkins(JobName job) {
        started.add(job);
    }

    void forget(JobName job) {
        started.remove(job);
    }

    /** Starts the first scan, unless there was one, or it is on its way. */
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
