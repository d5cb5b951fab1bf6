package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.Extension;
import hudson.model.Action;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import java.util.Collection;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Puts {@link ManagedByAction} on the pages of our builds. */
@Extension
public final class ManagedBuildActionFactory extends TransientActionFactory<WorkflowRun> {
    @Override
    public Class<WorkflowRun> type() {
        return WorkflowRun.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return ManagedByAction.class;
    }

    /** Asks for the stored actions only: these here are among all actions. */
    @Override
    public Collection<? extends Action> createFor(WorkflowRun build) {
        return build.getActions().stream()
                .filter(PipelineRunAction.class::isInstance)
                .map(PipelineRunAction.class::cast)
                .map(identity -> ManagedByAction.of(identity.run()))
                .toList();
    }
}
