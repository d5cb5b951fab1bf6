package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Lets a request that contains the token start a build of the job.
 *
 * @param token whoever knows it can start the job; if it is null or empty, no request can start the job
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemoteTrigger(String token) {
    /** Omits the token, because this text may be written to a log. */
    @Override
    public String toString() {
        return "RemoteTrigger[]";
    }
}
