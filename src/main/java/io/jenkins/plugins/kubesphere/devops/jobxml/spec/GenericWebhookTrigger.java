package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.List;

/**
 * Holds a webhook that starts runs, as the plugin stores it. Texts are never null. An empty text counts as absent, for
 * the plugin too.
 *
 * @param token not encrypted, as the plugin stores it
 * @param cause text that the run shows as its cause. An empty text becomes the default of the plugin, which the plugin
 *     shows and its form saves
 * @param filterExpression Java regular expression, or empty for no filter
 */
public record GenericWebhookTrigger(
        String token,
        String cause,
        boolean printVariables,
        boolean printPostContent,
        String filterText,
        String filterExpression,
        List<Variable> requestVariables,
        List<Variable> headerVariables) {

    private static final String DEFAULT_CAUSE = "Generic Cause";

    public GenericWebhookTrigger {
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
        return "GenericWebhookTrigger[]";
    }
}
