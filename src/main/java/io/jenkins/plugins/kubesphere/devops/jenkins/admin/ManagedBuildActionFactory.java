package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.Extension;
import hudson.model.Action;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import java.util.Collection;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Adds {@link ManagedByAction} to the pages of builds of PipelineRuns. */
@Extension(ordinal = ManagedByAction.ORDINAL)
public final class ManagedBuildActionFactory extends TransientActionFactory<WorkflowRun> {
    @Override
    public Class<WorkflowRun> type() {
        return WorkflowRun.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return ManagedByAction.class;
    }

    /**
     * Uses {@code getActions}, which returns stored actions only: {@code getAllActions} would call this method again.
     */
    @Override
    public Collection<? extends Action> createFor(WorkflowRun build) {
        return build.getActions().stream()
                .filter(PipelineRunAction.class::isInstance)
                .map(PipelineRunAction.class::cast)
                .map(action -> ManagedByAction.of(action.run()))
                .toList();
    }
}
