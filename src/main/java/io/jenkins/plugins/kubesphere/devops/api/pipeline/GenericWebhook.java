package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.LenientDecoding;
import java.util.List;

/**
 * Starts runs on any webhook. Lists are never null, all else may be.
 *
 * @param enable whether it is switched on; null means no
 * @param token what the caller must give; null or blank is refused while the webhook is on
 * @param cause text shown as the cause of the run
 * @param printVariables whether variables go to the log
 * @param printPostContent whether the body of the request goes to the log
 * @param filterText text that the filter is applied to
 * @param filterExpression Java regular expression that the text must match
 * @param requestVariables variables from the query of the request
 * @param headerVariables variables from its headers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenericWebhook(
        Boolean enable,
        String token,
        String cause,
        @JsonProperty("print_variables") Boolean printVariables,
        @JsonProperty("print_post_content") Boolean printPostContent,
        @JsonProperty("filter_text") String filterText,
        @JsonProperty("filter_expression") String filterExpression,

        @JsonProperty("request_variables") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<WebhookVariable> requestVariables,

        @JsonProperty("header_variables") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<WebhookVariable> headerVariables) {

    public GenericWebhook {
        requestVariables = LenientDecoding.list(requestVariables);
        headerVariables = LenientDecoding.list(headerVariables);
    }

    /** Leaves the token out: objects like this one end up in logs. */
    @Override
    public String toString() {
        return "GenericWebhook[enable=" + enable + "]";
    }
}
