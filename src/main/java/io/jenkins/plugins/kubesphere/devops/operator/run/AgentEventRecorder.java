package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import java.util.Set;

/** Writes one Event for each run and kind of trouble with its agent: pods are created and fail again and again. */
final class AgentEventRecorder {
    private static final int MAX_REMEMBERED = 10_000;

    private final EventRecorder events;
    private final Set<String> recorded = BoundedCollections.set(MAX_REMEMBERED);

    AgentEventRecorder(EventRecorder events) {
        this.events = events;
    }

    void record(PipelineRun run, RunSnapshot build) {
        if (!build.agentTrouble().isEmpty()
                && !build.message().isEmpty()
                && recorded.add(run.getMetadata().getUid() + ' ' + build.agentTrouble())) {
            events.warning(run, EventReasons.AGENT_FAILED, build.message());
        }
    }
}
