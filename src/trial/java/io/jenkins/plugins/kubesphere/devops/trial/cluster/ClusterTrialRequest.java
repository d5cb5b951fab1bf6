package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the user wants a trial to do on a cluster.
 *
 * @param namespaces namespaces to serve; empty for all
 * @param project namespace of the sample project; empty for no sample
 * @param buildLocation text for the user that says where builds run: {@code on this machine, …}
 */
public record ClusterTrialRequest(SortedSet<String> namespaces, String project, String buildLocation) {
    public ClusterTrialRequest {
        namespaces = new TreeSet<>(namespaces);
    }

    boolean servesAllNamespaces() {
        return namespaces.isEmpty();
    }

    boolean hasSample() {
        return !project.isEmpty();
    }
}
