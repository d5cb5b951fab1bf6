package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How pull requests from forks are built. The numbers are those of the SCM plugins; any number may stand here.
 *
 * @param strategy 1 merged, 2 as they are, 3 both; 0 and null cannot be told apart in objects of ks-devops
 * @param trust whose Jenkinsfile is believed; what a number means depends on the host
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForkDiscovery(Long strategy, Long trust) {}
