package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Hears that a build begins or ceases to wait for an answer, that a scan for branches has ended, and that the form of a folder was
 * saved: Jenkins has no events for these, but saves then. It also saves a build with every step, so all else is dismissed fast.
 */
@Extension
public final class SaveWatch extends SaveableListener {
    @Override
    public void onChange(Saveable saveable, XmlFile file) {
        if (saveable instanceof WorkflowRun build) {
            RunIdentity.of(build).ifPresent(run -> {
                JenkinsEngine engine = JenkinsEngine.get();
                if (engine.active.asks(run, Questions.anyPending(build))) {
                    engine.subscribers.runChanged(run);
                }
            });
        } else if (saveable instanceof FolderComputation<?> scan) {
            Owners.pipelineOf(scan.getParent()).ifPresent(JenkinsEngine.get().subscribers::branchesChanged);
        } else if (saveable instanceof Folder folder) {
            ItemWatch.changed(folder.getFullName());
        }
    }
}
