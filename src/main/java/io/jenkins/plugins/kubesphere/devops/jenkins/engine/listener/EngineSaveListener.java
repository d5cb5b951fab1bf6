package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.input.BuildInputProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.BranchParameterRecorder;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.ActiveBuildRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Publishes an event when
 *
 * <ul>
 *   <li>a build starts or stops waiting for an input, or was saved while it waits for one;
 *   <li>a scan for branches has ended; then the Jenkinsfiles of changed branches are read for parameters;
 *   <li>a folder is saved by anybody but this plugin.
 * </ul>
 *
 * Jenkins has no events for these changes, but it saves the object. It also saves a build after each step, so this
 * listener must ignore all other changes quickly.
 */
@Extension
public final class EngineSaveListener extends SaveableListener {
    /** Steps of other branches save a build often while an input waits. */
    private static final int INPUT_CHECK_SECONDS = 1;

    @Override
    public void onChange(Saveable saveable, XmlFile file) {
        if (saveable instanceof WorkflowRun build) {
            PipelineRunAction.findRun(build)
                    .ifPresent(run -> publishInputs(run, BuildInputProvider.isAnyInputPending(build)));
        } else if (saveable instanceof FolderComputation<?> scan) {
            ItemOwnership.pipelineOf(scan.getParent()).ifPresent(pipeline -> {
                ManagedItemListener.publishBranchesChange(pipeline);
                if (scan.getParent() instanceof WorkflowMultiBranchProject project) {
                    BranchParameterRecorder.get().recordAll(project);
                }
            });
        } else if (saveable instanceof Folder folder) {
            ManagedItemListener.publishChange(folder.getFullName());
        }
    }

    /** Which inputs wait cannot be read here: that takes a lock, which the thread of another step may hold. */
    private static void publishInputs(PipelineRunRef run, boolean inputPending) {
        ActiveBuildRegistry builds = RunRegistry.get().activeBuilds();
        if (builds.updateInputPending(run, inputPending)) {
            EngineEventPublisher.get().publish(new RunChanged(run));
        } else if (inputPending && builds.planInputCheck(run)) {
            Timer.get()
                    .schedule(
                            () -> {
                                builds.endInputCheck(run);
                                EngineEventPublisher.get().publish(new RunChanged(run));
                            },
                            INPUT_CHECK_SECONDS,
                            TimeUnit.SECONDS);
        }
    }
}
