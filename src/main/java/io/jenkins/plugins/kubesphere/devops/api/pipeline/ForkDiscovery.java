package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How pull requests from forks are built. The numbers are those of the SCM plugins and are not checked here.
 *
 * @param strategy 1 merged, 2 unmerged, 3 both. 0 means the same as null, as in objects of ks-devops
 * @param trust the authors whose Jenkinsfile is used; the meaning of a number depends on the host
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForkDiscovery(Long strategy, Long trust) {}
