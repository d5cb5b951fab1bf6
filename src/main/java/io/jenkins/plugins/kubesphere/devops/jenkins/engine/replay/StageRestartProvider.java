package io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Cause;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Restarts builds at a stage. Only the plugin for declarative Jenkinsfiles can do that, and it may be missing. */
public interface StageRestartProvider extends ExtensionPoint {
    /** @throws RuntimeException a refusal if the build cannot be restarted at the stage, or not yet */
    ReplayActions createActions(ReplayCandidate original, String stage);

    /** Returns which build was restarted at which stage; empty if the cause does not say that a build was. */
    Optional<Restart> read(Cause cause);

    static Optional<StageRestartProvider> find() {
        return ExtensionList.lookup(StageRestartProvider.class).stream().findFirst();
    }

    /**
     * What a build that was restarted at a stage repeats.
     *
     * @param original number of the build
     * @param stage the stage
     */
    record Restart(int original, String stage) {}

    /** Returns the build that the build restarted, if it did. */
    static Optional<Restart> readRestart(WorkflowRun build) {
        return find().flatMap(restarter -> build.getCauses().stream()
                .flatMap(cause -> restarter.read(cause).stream())
                .findFirst());
    }
}
