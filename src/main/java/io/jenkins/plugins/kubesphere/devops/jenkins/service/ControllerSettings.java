package io.jenkins.plugins.kubesphere.devops.jenkins.service;

import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.ClusterLocation;
import java.util.Set;

/**
 * What an administrator says of the operator, at one moment.
 *
 * @param enabled whether it runs
 * @param credentialsFromSecrets whether Secrets of projects become credentials
 * @param cluster how the API server is reached
 * @param namespaces those that are served; empty for all
 * @param systemNamespace where the Lease is
 * @param sweepMinutes how often each object is reconciled even if nothing happened
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
