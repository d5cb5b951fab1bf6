package io.jenkins.plugins.kubesphere.devops.jenkins.service;

import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.ClusterLocation;
import java.util.Set;

/**
 * Holds a copy of the administrator's settings of the operator.
 *
 * @param enabled whether the operator runs
 * @param credentialsFromSecrets whether Secrets of projects become credentials
 * @param cluster how to reach the API server
 * @param namespaces the namespaces to serve; empty for all
 * @param systemNamespace the namespace of the Lease
 * @param sweepMinutes how often each object is reconciled even if nothing happened, in minutes
 */
public record ControllerSettings(
        boolean enabled,
        boolean credentialsFromSecrets,
        ClusterLocation cluster,
        Set<String> namespaces,
        String systemNamespace,
        int sweepMinutes) {
    public ControllerSettings {
        namespaces = Set.copyOf(namespaces);
    }
}
