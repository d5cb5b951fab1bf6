package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Holds the status of a kind whose status has only conditions.
 *
 * @param conditions never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConditionsOnlyStatus(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Condition> conditions) implements HasConditions {

    /** No condition yet. */
    public static final ConditionsOnlyStatus EMPTY = new ConditionsOnlyStatus(null);

    public ConditionsOnlyStatus {
        conditions = NullSafeCopies.copyOf(conditions);
    }
}
