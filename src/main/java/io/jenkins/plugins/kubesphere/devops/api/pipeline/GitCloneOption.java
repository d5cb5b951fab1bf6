package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How Jenkins clones a repository.
 *
 * @param shallow whether to clone only the last commits; null means no
 * @param depth number of commits of a shallow clone; a negative number means 1; 0 or null means the default of Git
 * @param timeout timeout of the clone in minutes; a negative number means 10; 0 or null means the default of the Git
 *     plugin
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GitCloneOption(Boolean shallow, Long depth, Long timeout) {}
