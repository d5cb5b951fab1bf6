package io.jenkins.plugins.kubesphere.devops.engine.graph;

import java.util.List;

/**
 * The stages and steps of a build at one moment.
 *
 * @param version increases with each node that the build has reached
 * @param stages the stages and parallel branches, in the order of Blue Ocean; empty if the Jenkinsfile has none
 */
public record RunGraph(long version, List<Stage> stages) {
    public RunGraph {
        stages = List.copyOf(stages);
    }
}
