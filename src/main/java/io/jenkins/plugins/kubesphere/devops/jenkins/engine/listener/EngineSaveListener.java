package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.BranchParameterRecorder;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PendingInputHandler;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Publishes an event when
 *
 * <ul>
 *   <li>a build starts or stops waiting for an input;
 *   <li>a scan for branches has ended; then the Jenkinsfiles of changed branches are read for parameters;
 *   <li>a folder is saved by anybody but this plugin.
 * </ul>
 *
 * Jenkins has no events for these changes, but it saves the object. It also saves a build after each step, so this
 * listener must ignore all other changes quickly.
 */
@Extension
public final class EngineSaveListener extends SaveableListener {
    @Override
    public void onChange(Saveable saveable, XmlFile file) {
        if (saveable instanceof WorkflowRun build) {
            PipelineRunAction.findRun(build).ifPresent(run -> {
                if (RunRegistry.get()
                        .activeBuilds()
                        .updateInputPending(run, PendingInputHandler.isAnyInputPending(build))) {
                    EngineEventPublisher.get().publish(new RunChanged(run));
                }
            });
        } else if (saveable instanceof FolderComputation<?> scan) {
            ItemOwnership.pipelineOf(scan.getParent()).ifPresent(pipeline -> {
                ManagedItemListener.publishBranchesChange(pipeline);
                if (scan.getParent() instanceof WorkflowMultiBranchProject project) {
                    BranchParameterRecorder.get().recordAll(project, ManagedItemListener::publishBranchesChange);
                }
            });
        } else if (saveable instanceof Folder folder) {
            ManagedItemListener.publishChange(folder.getFullName());
        }
    }
}
