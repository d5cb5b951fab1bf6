package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One statement about an object, the same shape for every kind. Every part may be null, because other writers decide
 * what they put there; what we write has at least type, status, reason and lastTransitionTime.
 *
 * @param type what the statement is about, one of {@link ConditionTypes} if it is ours
 * @param status {@link #TRUE}, {@link #FALSE} or {@link #UNKNOWN}
 * @param reason one CamelCase word, see {@link ConditionReasons}
 * @param message the same for a person
 * @param lastProbeTime when it was checked last, RFC 3339 in UTC; read by clients of existing clusters
 * @param lastTransitionTime when status changed last, RFC 3339 in UTC
 * @param observedGeneration metadata.generation it was made about; only for kinds with a status subresource, elsewhere
 *     the write of the condition itself raises the generation
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

    /** Says whether the statement holds; false also if that is unknown. */
    public boolean holds() {
        return TRUE.equals(status);
    }
}
