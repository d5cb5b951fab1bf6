package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Selects resources that do not count as orphaned. Each field is a glob pattern. A kind or name that is null matches
 * every value; a group that is null matches only the core API group.
 *
 * @param group API group
 * @param kind kind
 * @param name name of the resource
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoIgnoredResource(String group, String kind, String name) {}
