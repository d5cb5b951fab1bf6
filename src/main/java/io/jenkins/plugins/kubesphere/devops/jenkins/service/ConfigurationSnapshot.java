package io.jenkins.plugins.kubesphere.devops.jenkins.service;

import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.ClusterLocation;
import io.jenkins.plugins.kubesphere.devops.operator.run.retention.RunRetentionPolicy;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import java.util.Set;

/**
 * Holds an immutable copy of {@code DevOpsConfiguration}, the settings of the operator that an administrator makes.
 *
 * @param enabled whether the operator runs
 * @param credentialsFromSecrets whether Secrets of projects become credentials
 * @param statusOnSecrets whether it is written on a Secret whether it can be used
 * @param cluster how to reach the API server
 * @param namespaces the namespaces to serve; empty for all
 * @param systemNamespace the namespace of the Lease
 * @param sweepMinutes how often each object is reconciled even if nothing happened, in minutes
 * @param adoptableFolders folders that projects may take over; {@code *} for all
 * @param maxUnfinishedRuns how many runs of one namespace may be started and not final
 * @param runStore where the stages of runs are stored for consoles
 * @param importBuilds whether builds that are started in Jenkins get a PipelineRun
 * @param defaultRetention which finished runs of a Pipeline without a discarder are kept
 */
public record ConfigurationSnapshot(
        boolean enabled,
        boolean credentialsFromSecrets,
        boolean statusOnSecrets,
        ClusterLocation cluster,
        Set<String> namespaces,
        Set<String> adoptableFolders,
        String systemNamespace,
        int sweepMinutes,
        int maxUnfinishedRuns,
        RunStoreType runStore,
        boolean importBuilds,
        RunRetentionPolicy defaultRetention) {
    public ConfigurationSnapshot {
        namespaces = Set.copyOf(namespaces);
        adoptableFolders = Set.copyOf(adoptableFolders);
    }
}
