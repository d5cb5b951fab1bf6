package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many builds or branch jobs Jenkins keeps. Both fields are texts that are not checked and that may contain
 * something other than a number.
 *
 * @param daysToKeep days, decimal; {@code "-1"}, empty or null for no limit
 * @param numToKeep count, decimal; {@code "-1"}, empty or null for no limit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Discarder(
        @JsonProperty("days_to_keep") String daysToKeep,
        @JsonProperty("num_to_keep") String numToKeep) {}
