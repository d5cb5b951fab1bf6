package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the owner of a project asks for.
 *
 * @param argo settings for Argo CD, null if there are none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DevOpsProjectSpec(ArgoProject argo) {
    /** Asks for nothing beyond the project itself. */
    public static final DevOpsProjectSpec EMPTY = new DevOpsProjectSpec(null);
}
