package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A cluster and namespace to which applications may be deployed.
 *
 * @param server URL of the API server, {@code *} for all; or null
 * @param namespace namespace in the cluster, {@code *} for all; or null
 * @param name name of the cluster, instead of its server; or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoDestination(String server, String namespace, String name) {}
