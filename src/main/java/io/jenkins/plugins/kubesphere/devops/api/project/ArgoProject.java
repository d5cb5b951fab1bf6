package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * Settings of the Argo CD project that belongs to a project. Lists are never null; every other part may be null.
 *
 * @param description free text
 * @param sourceRepos URLs of repositories, {@code *} for all
 * @param destinations clusters and namespaces to which applications may be deployed
 * @param clusterResourceWhitelist cluster-scoped kinds that are allowed
 * @param clusterResourceBlacklist cluster-scoped kinds that are not allowed
 * @param namespaceResourceWhitelist namespaced kinds that are allowed
 * @param namespaceResourceBlacklist namespaced kinds that are not allowed
 * @param orphanedResources whether to warn about resources that belong to no application
 * @param roles roles inside the Argo CD project
 * @param signatureKeys keys with which deployed commits must be signed
 * @param syncWindows when applications may be synchronised
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ArgoProject(
        @JsonInclude(JsonInclude.Include.NON_NULL) String description,
        List<String> sourceRepos,
        List<ArgoDestination> destinations,
        List<ArgoGroupKind> clusterResourceWhitelist,
        List<ArgoGroupKind> clusterResourceBlacklist,
        List<ArgoGroupKind> namespaceResourceWhitelist,
        List<ArgoGroupKind> namespaceResourceBlacklist,
        ArgoOrphanedResourceSettings orphanedResources,
        List<ArgoRole> roles,
        List<ArgoSignatureKey> signatureKeys,
        List<ArgoSyncWindow> syncWindows) {

    public ArgoProject {
        sourceRepos = NullSafeCopies.copyOf(sourceRepos);
        destinations = NullSafeCopies.copyOf(destinations);
        clusterResourceWhitelist = NullSafeCopies.copyOf(clusterResourceWhitelist);
        clusterResourceBlacklist = NullSafeCopies.copyOf(clusterResourceBlacklist);
        namespaceResourceWhitelist = NullSafeCopies.copyOf(namespaceResourceWhitelist);
        namespaceResourceBlacklist = NullSafeCopies.copyOf(namespaceResourceBlacklist);
        roles = NullSafeCopies.copyOf(roles);
        signatureKeys = NullSafeCopies.copyOf(signatureKeys);
        syncWindows = NullSafeCopies.copyOf(syncWindows);
    }
}
