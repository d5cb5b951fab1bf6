package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Something that happens by the clock.
 *
 * @param cron for a {@link NoScmPipeline}: when to start a run, in Jenkins' cron notation; or null
 * @param interval for a {@link MultiBranchPipeline}: longest time between two looks at the repository, milliseconds as
 *     decimal text, unchecked; or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimerTrigger(String cron, String interval) {}
