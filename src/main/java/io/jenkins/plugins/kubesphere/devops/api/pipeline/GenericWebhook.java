package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * Starts runs when a webhook is called. Lists are never null; every other part may be null.
 *
 * @param enable whether the webhook is enabled; null means no
 * @param token the token that the caller must send; null or blank is refused while the webhook is enabled
 * @param cause text shown as the cause of the run
 * @param printVariables whether the variables are written to the log of the build
 * @param printPostContent whether the body of the request goes to the log
 * @param filterText text to which the filter is applied
 * @param filterExpression Java regular expression that the text must match
 * @param requestVariables variables from the query of the request
 * @param headerVariables variables from the headers of the request
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
        requestVariables = NullSafeCopies.copyOf(requestVariables);
        headerVariables = NullSafeCopies.copyOf(headerVariables);
    }

    /** Returns a copy without the token. */
    public GenericWebhook withoutToken() {
        return new GenericWebhook(
                enable,
                null,
                cause,
                printVariables,
                printPostContent,
                filterText,
                filterExpression,
                requestVariables,
                headerVariables);
    }

    /** Omits the token, because this text may be written to a log. */
    @Override
    public String toString() {
        return "GenericWebhook[enable=" + enable + "]";
    }
}
