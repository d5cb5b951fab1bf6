package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a repository is cloned.
 *
 * @param shallow whether the history is left out; null means no
 * @param depth commits of a shallow clone, negative for 1, or null
 * @param timeout minutes, negative for 10, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloneOption(Boolean shallow, Long depth, Long timeout) {}
