package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Holds one condition of an object. Each part may be null, because other programs write conditions too. The conditions
 * of this plugin have at least type, status, reason and lastTransitionTime.
 *
 * @param type the subject, one of {@link ConditionTypes} if this plugin wrote the condition
 * @param status {@link #TRUE}, {@link #FALSE} or {@link #UNKNOWN}
 * @param reason one CamelCase word, see {@link ConditionReasons}
 * @param message the reason as a sentence
 * @param lastProbeTime when the condition was checked last, RFC 3339 in UTC; clients of existing clusters read it
 * @param lastTransitionTime when the status changed last, RFC 3339 in UTC
 * @param observedGeneration the metadata.generation that the condition describes, or null. This plugin writes null,
 *     because in a kind without a status subresource each write of a condition increases the generation
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        String type,
        String status,
        String reason,
        String message,
        String lastProbeTime,
        String lastTransitionTime,
        Long observedGeneration) {

    public static final String TRUE = "True";
    public static final String FALSE = "False";
    public static final String UNKNOWN = "Unknown";

    /** Whether the status is True; false for False and Unknown. */
    public boolean statusIsTrue() {
        return TRUE.equals(status);
    }
}
