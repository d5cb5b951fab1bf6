package io.jenkins.plugins.kubesphere.devops.engine.graph;

import java.util.List;

/**
 * The stages and steps of a build at one moment.
 *
 * @param version increases with each change of the graph while one process watches the build; 0 if the graph was read
 *     from the disk
 * @param stages the stages and parallel branches, in the order of Blue Ocean; empty if the Jenkinsfile has none
 */
public record RunGraph(long version, List<Stage> stages) {
    public RunGraph {
        stages = List.copyOf(stages);
    }
}
