package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the list of stages depends on beside the nodes.
 *
 * @param result empty while the build runs
 * @param declarative whether the Jenkinsfile is declarative
 * @param topLevelStages names of the stages of the declarative Jenkinsfile that are not inside others, in their order
 * @param restartable names of the stages at which a new build can start
 * @param nowMillis the end of what still runs, in milliseconds since 1970
 */
public record RunGraphContext(
        Optional<Result> result,
        boolean declarative,
        List<String> topLevelStages,
        Set<String> restartable,
        long nowMillis) {

    public RunGraphContext {
        Objects.requireNonNull(result);
        topLevelStages = List.copyOf(topLevelStages);
        restartable = Set.copyOf(restartable);
    }

    boolean isBuilding() {
        return result.isEmpty();
    }
}
