package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.RunGraphContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads what the list of stages depends on beside the nodes of the graph. */
final class RunGraphContextReader {
    private RunGraphContextReader() {}

    static RunGraphContext read(WorkflowRun build) {
        boolean hasEnded = !build.isLogUpdated();
        Optional<DeclarativeStageReader.Stages> declared = DeclarativeStageReader.find(build);
        List<String> names =
                declared.map(DeclarativeStageReader.Stages::topLevel).orElse(List.of());
        return new RunGraphContext(
                hasEnded ? Optional.of(result(build)) : Optional.empty(),
                declared.isPresent(),
                names,
                hasEnded
                                && declared.filter(DeclarativeStageReader.Stages::canRestart)
                                        .isPresent()
                        ? Set.copyOf(names)
                        : Set.of(),
                hasEnded ? build.getStartTimeInMillis() + build.getDuration() : System.currentTimeMillis());
    }

    private static FlowNodeStatus.Result result(WorkflowRun build) {
        return FlowNodeActionReader.result(build.getResult());
    }
}
