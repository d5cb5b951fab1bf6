package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Starts runs or scans on a schedule.
 *
 * @param cron for a {@link NoScmPipeline}: when to start a run, in the cron notation of Jenkins; or null
 * @param interval for a {@link MultiBranchPipeline}: the longest time between two scans of the repository, in
 *     milliseconds as decimal text, unchecked; or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimerTrigger(String cron, String interval) {}
