package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.BuildsChanged;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.PropertyTrackerSaver;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.QueuePersistence;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Publishes an event when a build starts, ends or is deleted. It is the first of all listeners, so that an exception in
 * another listener does not prevent it.
 */
@Extension(ordinal = 1000)
public final class RunBuildListener extends RunListener<WorkflowRun> {

    /**
     * Saves the queue's file before the first step runs. After a crash there is then either no trace of the build on
     * disk, so that the run may be started again, or there is a build.xml. The build itself is not saved here: a crash
     * directly after that would leave a build that never starts and blocks its job.
     */
    @Override
    public void onStarted(WorkflowRun build, TaskListener listener) {
        PipelineRunAction.of(build).ifPresent(run -> {
            QueuePersistence.save();
            RunRegistry.get().startedBuilds().add(run);
            RunRegistry.get().builds().add(run, build);
            RunRegistry.get().leftQueueItems().remove(run);
            EngineEventPublisher.get().publish(new RunChanged(run));
        });
        publishBuildsChanged(build);
    }

    /** At this point Jenkins has saved everything, so a crash no longer changes the result. */
    @Override
    public void onFinalized(WorkflowRun build) {
        PipelineRunAction.of(build).ifPresent(run -> {
            RunRegistry.get().startedBuilds().remove(run);
            EngineEventPublisher.get().publish(new RunChanged(run));
            PropertyTrackerSaver.save(build.getParent());
        });
        publishBuildsChanged(build);
        // A moved job could not be moved back while the build ran.
        ItemOwnership.expectedPathIfMoved(build.getParent()).ifPresent(ManagedItemListener::publishChange);
    }

    @Override
    public void onDeleted(WorkflowRun build) {
        PipelineRunAction.of(build).ifPresent(run -> markDeleted(run, build));
        publishBuildsChanged(build);
    }

    /**
     * Call this last: while Jenkins loads the job from a new document, the lookup of its owner can fail, and then
     * everything else must be done already.
     */
    private static void publishBuildsChanged(WorkflowRun build) {
        ItemOwnership.pipelineOf(build.getParent())
                .ifPresent(pipeline -> EngineEventPublisher.get().publish(new BuildsChanged(pipeline)));
    }

    private static void markDeleted(RunRef run, WorkflowRun build) {
        RunRegistry.get().builds().markDeleted(run, build);
        EngineEventPublisher.get().publish(new RunChanged(run));
    }
}
