package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.List;

/**
 * A webhook that starts runs, as the plugin keeps it. Texts are never null; empty is as good as absent, to the plugin too.
 *
 * @param token in clear, as the plugin keeps it
 * @param cause what the run shows; empty is given as the text that the plugin then shows, and its form then saves
 * @param filterExpression Java regular expression, or empty for no filter
 */
public record Webhook(
        String token,
        String cause,
        boolean printVariables,
        boolean printPostContent,
        String filterText,
        String filterExpression,
        List<Variable> requestVariables,
        List<Variable> headerVariables) {

    private static final String DEFAULT_CAUSE = "Generic Cause";

    public Webhook {
        cause = cause.isEmpty() ? DEFAULT_CAUSE : cause;
    }

    /**
     * @param key name in the request
     * @param filter Java regular expression: what matches is taken out of the value; empty for none
     */
    public record Variable(String key, String filter) {}

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Webhook[]";
    }
}
