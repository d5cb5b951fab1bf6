package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Jobs to start when the job of a branch comes or goes.
 *
 * @param createActionJobToTrigger path of the job to start after one was made, or null
 * @param deleteActionJobToTrigger path of the job to start after one was deleted, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MultiBranchJobTrigger(
        @JsonProperty("create_action_job_to_trigger") String createActionJobToTrigger,
        @JsonProperty("delete_action_job_to_trigger") String deleteActionJobToTrigger) {}
