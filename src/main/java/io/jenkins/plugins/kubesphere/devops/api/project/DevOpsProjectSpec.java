package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The wanted state of a project.
 *
 * @param argo settings for Argo CD, null if there are none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DevOpsProjectSpec(ArgoProject argo) {
    /** The spec of an object without a spec. */
    public static final DevOpsProjectSpec EMPTY = new DevOpsProjectSpec(null);
}
