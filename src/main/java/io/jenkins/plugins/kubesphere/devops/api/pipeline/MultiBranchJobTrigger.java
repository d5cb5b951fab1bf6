package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Jobs that start when the job of a branch is created or deleted.
 *
 * @param createActionJobToTrigger paths of the jobs to start after a branch job was created, separated by commas; or
 *     null
 * @param deleteActionJobToTrigger paths of the jobs to start after a branch job was deleted, separated by commas; or
 *     null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MultiBranchJobTrigger(
        @JsonProperty("create_action_job_to_trigger") String createActionJobToTrigger,
        @JsonProperty("delete_action_job_to_trigger") String deleteActionJobToTrigger) {}
