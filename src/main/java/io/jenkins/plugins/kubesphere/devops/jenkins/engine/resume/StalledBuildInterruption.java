package io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume;

import java.util.Objects;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Tells people that a build was ended because it could not continue after a restart. */
public final class StalledBuildInterruption extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String state;

    /** @param state what the build waited for in vain */
    StalledBuildInterruption(String state) {
        this.state = state;
    }

    /** Returns why the plugin has ended this build; empty if it has not. */
    public static Optional<String> find(WorkflowRun build) {
        return build.getActions(InterruptedBuildAction.class).stream()
                .flatMap(action -> action.getCauses().stream())
                .filter(StalledBuildInterruption.class::isInstance)
                .map(CauseOfInterruption::getShortDescription)
                .findFirst();
    }

    @Override
    public String getShortDescription() {
        return Messages.StalledBuildInterruption_Description(state);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StalledBuildInterruption that && Objects.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(state);
    }
}
