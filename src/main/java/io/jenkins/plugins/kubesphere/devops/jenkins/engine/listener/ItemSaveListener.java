package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.BranchesChanged;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.InputProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Hears that a build begins or ceases to wait for an answer, that a scan for branches has ended, and that the form of a folder was
 * saved: Jenkins has no events for these, but saves then. It also saves a build with every step, so all else is dismissed fast.
 */
@Extension
public final class ItemSaveListener extends SaveableListener {
    @Override
    public void onChange(Saveable saveable, XmlFile file) {
        if (saveable instanceof WorkflowRun build) {
            PipelineRunAction.of(build).ifPresent(run -> {
                if (RunRegistry.get().active().asks(run, InputProvider.anyPending(build))) {
                    EngineEventPublisher.get().publish(new RunChanged(run));
                }
            });
        } else if (saveable instanceof FolderComputation<?> scan) {
            ItemOwnership.pipelineOf(scan.getParent())
                    .ifPresent(changed -> EngineEventPublisher.get().publish(new BranchesChanged(changed)));
        } else if (saveable instanceof Folder folder) {
            ManagedItemListener.changed(folder.getFullName());
        }
    }
}
