package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.BuildsChanged;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile.NoStepFile;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile.RunFile;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion.BuildDeleter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion.DeletedBuildFile;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.EndedBuildResultReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph.RunGraphRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.JobPropertyTrackerSaver;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue.QueueSaver;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunLocator;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Publishes an event when a build starts, ends or is deleted. Runs before the other listeners, so that an exception in
 * another listener does not prevent the event.
 */
@Extension(ordinal = 1000)
public final class RunBuildListener extends RunListener<WorkflowRun> {

    private static final Logger LOGGER = Logger.getLogger(RunBuildListener.class.getName());

    /**
     * Saves queue.xml before the first step runs. After a crash, either build.xml exists and the build continues, or
     * nothing of the build is on disk and the run can be started again. This method must not save build.xml itself: if
     * Jenkins crashed just after that, it would later load a build that never starts and blocks its job.
     */
    @Override
    public void onStarted(WorkflowRun build, TaskListener listener) {
        PipelineRunAction.findRun(build).ifPresent(run -> {
            try {
                QueueSaver.save();
                RunFile.write(build, run);
                NoStepFile.create(build);
            } finally {
                // Also if the disk is full: the build runs, and without this the run would stay in the queue for ever.
                RunRegistry.get().activeBuilds().add(run, build);
                RunRegistry.get().idleRunWatchlist().add(run);
                RunRegistry.get().builds().add(run, build);
                RunRegistry.get().leftQueueItems().remove(run);
                EngineEventPublisher.get().publish(new RunChanged(run));
            }
        });
        publishBuildsChanged(build);
    }

    /**
     * Publishes the end of the build. At this point Jenkins has saved everything, so a crash no longer changes the
     * result.
     */
    @Override
    public void onFinalized(WorkflowRun build) {
        PipelineRunAction.findRun(build).ifPresent(run -> {
            try {
                if (RunRegistry.get().activeBuilds().isStartedHere(run)) {
                    // Whatever ended the build, it was not a crash.
                    NoStepFile.delete(build);
                }
            } finally {
                RunRegistry.get().activeBuilds().remove(run, build);
                RunRegistry.get().idleRunWatchlist().remove(run);
                RunGraphRegistry.get().end(build);
                EngineEventPublisher.get().publish(new RunChanged(run));
            }
            JobPropertyTrackerSaver.save(build.getParent());
        });
        publishBuildsChanged(build);
        // A build that fails before its first step has published nothing yet.
        UnboundBuildPublisher.publish(build);
        // A moved job could not be moved back while the build ran.
        ItemOwnership.expectedPathIfMoved(build.getParent()).ifPresent(ManagedItemListener::publishChange);
    }

    @Override
    public void onDeleted(WorkflowRun build) {
        RunGraphRegistry.get().forget(build);
        PipelineRunAction.findOrRestoreRun(build).ifPresent(run -> handleDeletion(run, build));
        publishBuildsChanged(build);
    }

    /**
     * Publishes that the builds of the pipeline changed. Call this last: the lookup of the owner throws if
     * the file of the owner cannot be read. Everything before this call is done even then.
     */
    private static void publishBuildsChanged(WorkflowRun build) {
        ItemOwnership.pipelineOf(build.getParent())
                .ifPresent(pipeline -> EngineEventPublisher.get().publish(new BuildsChanged(pipeline)));
    }

    /**
     * Remembers the build of a run that somebody else deletes, also if the run has ended: what Kubernetes knows of the
     * run is not known here. Jenkins calls this before it deletes the files. So after a crash the run has a build, or
     * is remembered, or both.
     */
    private static void handleDeletion(PipelineRunRef run, WorkflowRun build) {
        // A build that was lost before its first step is built again, whoever deletes it.
        boolean mayBeBuiltAgain = BuildDeleter.isDeleting(build) || RunLocator.isLostBeforeFirstStep(build, run);
        if (!mayBeBuiltAgain) {
            // First the file: who does not find the build any more must find it there.
            remember(run, build);
        }
        RunRegistry.get().builds().markDeleted(run, build, mayBeBuiltAgain);
        EngineEventPublisher.get().publish(new RunChanged(run));
    }

    /** Jenkins discards builds right after their end, before anybody could read their result. */
    private static DeletedBuild describe(WorkflowRun build) {
        if (build.isLogUpdated()) {
            return DeletedBuild.unfinished(build.getNumber());
        }
        Instant start = Instant.ofEpochMilli(build.getStartTimeInMillis());
        try {
            return new DeletedBuild(
                    build.getNumber(),
                    EndedBuildResultReader.read(build),
                    start,
                    start.plusMillis(Math.max(0, build.getDuration())));
        } catch (RuntimeException e) {
            // Its number must be kept in any case: otherwise the run could be built again.
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The result of " + build.getFullDisplayName()
                            + " cannot be read while it is deleted; if its run has not ended, it ends without a result");
            return DeletedBuild.unfinished(build.getNumber());
        }
    }

    private static void remember(PipelineRunRef run, WorkflowRun build) {
        try {
            DeletedBuildFile.of(build.getParent()).add(run.uid(), describe(build));
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "It could not be stored that build " + build.getFullDisplayName() + " of " + run
                            + " is deleted. If the result of the run is not yet in Kubernetes, the run may be built"
                            + " again; check the disk of Jenkins");
        }
    }
}
