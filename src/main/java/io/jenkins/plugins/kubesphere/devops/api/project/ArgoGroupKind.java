package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Selects a kind of resource, in all versions of its group.
 *
 * @param group API group, empty for the core group, {@code *} for all
 * @param kind kind, {@code *} for all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoGroupKind(String group, String kind) {}
