package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.List;

/**
 * The settings of a Generic Webhook Trigger, in the form in which the plugin stores them. Texts are never null. An
 * empty text counts as absent, for the plugin too.
 *
 * @param token not encrypted, as the plugin stores it
 * @param cause text that the run shows as its cause. If empty, the default of the plugin is used, because the plugin
 *     shows that default and its form saves it
 * @param filterExpression Java regular expression, or empty for no filter
 */
public record GenericWebhookSettings(
        String token,
        String cause,
        boolean printVariables,
        boolean printPostContent,
        String filterText,
        String filterExpression,
        List<Variable> requestVariables,
        List<Variable> headerVariables) {

    private static final String DEFAULT_CAUSE = "Generic Cause";

    public GenericWebhookSettings {
        cause = cause.isEmpty() ? DEFAULT_CAUSE : cause;
    }

    /**
     * @param key name in the request
     * @param filter Java regular expression; the plugin removes each match from the value; empty for none
     */
    public record Variable(String key, String filter) {}

    /** Omits the token, which is a secret. */
    @Override
    public String toString() {
        return "GenericWebhookSettings[]";
    }
}
