package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Lets a request start a run.
 *
 * @param token whoever knows it can start the job; null or empty for nobody
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemoteTrigger(String token) {
    /** Leaves the token out: objects like this one end up in logs. */
    @Override
    public String toString() {
        return "RemoteTrigger[]";
    }
}
