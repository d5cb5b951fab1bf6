package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How pull requests from forks are built. The numbers are those of the SCM plugins and are not checked here.
 *
 * @param strategy what is built: 1 the pull request merged with its target branch, 2 the pull request itself, 3 both. 0
 *     means the same as null, because clients written in Go cannot distinguish the two
 * @param trust whose changes of the Jenkinsfile are used; the meaning of the number depends on the host
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForkDiscovery(Long strategy, Long trust) {}
