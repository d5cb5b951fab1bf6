package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.BuildStarted;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin.BuildRefFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Publishes an event about a build that belongs to a managed pipeline, and to no run. */
final class UnboundBuildPublisher {
    private UnboundBuildPublisher() {}

    static void publish(WorkflowRun build) {
        if (PipelineRunAction.findRun(build).isEmpty()) {
            BuildRefFactory.find(build)
                    .ifPresent(name -> EngineEventPublisher.get().publish(new BuildStarted(name)));
        }
    }
}
