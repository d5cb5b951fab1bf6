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

/** Hears builds start, end and vanish. First of all listeners, so that none that fails keeps it from hearing. */
@Extension(ordinal = 1000)
public final class RunBuildListener extends RunListener<WorkflowRun> {

    /**
     * The queue's file is brought up to date before the first step runs: then either nothing of this build is on disk and
     * it may be started again, or its build.xml is. The build itself is not saved here; a crash right after that would
     * leave one behind that never started and blocks its job.
     */
    @Override
    public void onStarted(WorkflowRun build, TaskListener listener) {
        PipelineRunAction.of(build).ifPresent(run -> {
            QueuePersistence.save();
            RunRegistry.get().active().add(run);
            RunRegistry.get().builds().started(run, build);
            RunRegistry.get().left().arrived(run);
            EngineEventPublisher.get().publish(new RunChanged(run));
        });
        tellOfBuilds(build);
    }

    /** The safe end: everything is written. */
    @Override
    public void onFinalized(WorkflowRun build) {
        PipelineRunAction.of(build).ifPresent(run -> {
            RunRegistry.get().active().remove(run);
            EngineEventPublisher.get().publish(new RunChanged(run));
            PropertyTrackerSaver.keep(build.getParent());
        });
        tellOfBuilds(build);
        // It could not be moved back while the build ran.
        ItemOwnership.missedAt(build.getParent()).ifPresent(ManagedItemListener::changed);
    }

    @Override
    public void onDeleted(WorkflowRun build) {
        PipelineRunAction.of(build).ifPresent(run -> deleted(run, build));
        tellOfBuilds(build);
    }

    /** Last: whose the job is cannot be asked while Jenkins loads it from a new document, and nothing else may fail then. */
    private static void tellOfBuilds(WorkflowRun build) {
        ItemOwnership.pipelineOf(build.getParent())
                .ifPresent(changed -> EngineEventPublisher.get().publish(new BuildsChanged(changed)));
    }

    private static void deleted(RunRef run, WorkflowRun build) {
        RunRegistry.get().builds().deleted(run, build);
        EngineEventPublisher.get().publish(new RunChanged(run));
    }
}
