package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Hears builds start, end and vanish. First of all listeners, so that none that fails keeps it from hearing. */
@Extension(ordinal = 1000)
public final class BuildWatch extends RunListener<WorkflowRun> {

    /**
     * The queue's file is brought up to date before the first step runs: then either nothing of this build is on disk and
     * it may be started again, or its build.xml is. The build itself is not saved here; a crash right after that would
     * leave one behind that never started and blocks its job.
     */
    @Override
    public void onStarted(WorkflowRun build, TaskListener listener) {
        RunIdentity.of(build).ifPresent(run -> {
            QueueFile.save();
            JenkinsEngine engine = JenkinsEngine.get();
            engine.active.add(run);
            engine.index.started(run, build);
            engine.departures.arrived(run);
            engine.subscribers.runChanged(run);
        });
        tellOfBuilds(build);
    }

    /** The safe end: everything is written. */
    @Override
    public void onFinalized(WorkflowRun build) {
        RunIdentity.of(build).ifPresent(run -> {
            JenkinsEngine engine = JenkinsEngine.get();
            engine.active.remove(run);
            engine.subscribers.runChanged(run);
            PropertiesNote.keep(build.getParent());
        });
        tellOfBuilds(build);
        // It could not be moved back while the build ran.
        Owners.missedAt(build.getParent()).ifPresent(ItemWatch::changed);
    }

    @Override
    public void onDeleted(WorkflowRun build) {
        RunIdentity.of(build).ifPresent(run -> deleted(run, build));
        tellOfBuilds(build);
    }

    /** Last: whose the job is cannot be asked while Jenkins loads it from a new document, and nothing else may fail then. */
    private static void tellOfBuilds(WorkflowRun build) {
        Owners.pipelineOf(build.getParent()).ifPresent(JenkinsEngine.get().subscribers::buildsChanged);
    }

    private static void deleted(RunRef run, WorkflowRun build) {
        JenkinsEngine engine = JenkinsEngine.get();
        engine.index.deleted(run, build);
        engine.subscribers.runChanged(run);
    }
}
