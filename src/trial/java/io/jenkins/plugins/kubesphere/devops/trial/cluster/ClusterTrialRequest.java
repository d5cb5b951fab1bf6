package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the user wants a trial to do on a cluster.
 *
 * @param namespaces to be served; empty for all
 * @param project where the sample goes; empty if none is wanted
 * @param builds where its Jenkinsfiles will run, for the user: {@code on this machine, …}
 */
public record ClusterTrialRequest(SortedSet<String> namespaces, String project, String builds) {
    public ClusterTrialRequest {
        namespaces = new TreeSet<>(namespaces);
    }

    boolean everywhere() {
        return namespaces.isEmpty();
    }

    boolean sample() {
        return !project.isEmpty();
    }
}
