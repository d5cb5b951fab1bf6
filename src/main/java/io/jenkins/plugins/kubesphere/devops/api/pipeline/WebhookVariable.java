package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A variable whose value comes from the request of a webhook.
 *
 * @param key name of the value in the request, and of the variable; or null
 * @param regexpFilter Java regular expression, each match of which is removed from the value; or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookVariable(
        String key, @JsonProperty("regexp_filter") String regexpFilter) {}
