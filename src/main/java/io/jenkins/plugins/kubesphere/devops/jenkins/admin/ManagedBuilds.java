package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.Extension;
import hudson.model.Action;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.RunIdentity;
import java.util.Collection;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Puts {@link ManagedBy} on the pages of our builds. */
@Extension
public final class ManagedBuilds extends TransientActionFactory<WorkflowRun> {
    @Override
    public Class<WorkflowRun> type() {
        return WorkflowRun.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return ManagedBy.class;
    }

    /** Asks for the stored actions only: these here are among all actions. */
    @Override
    public Collection<? extends Action> createFor(WorkflowRun build) {
        return build.getActions().stream()
                .filter(RunIdentity.class::isInstance)
                .map(RunIdentity.class::cast)
                .map(identity -> ManagedBy.of(identity.run()))
                .toList();
    }
}
