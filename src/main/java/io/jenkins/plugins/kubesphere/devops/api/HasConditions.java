package io.jenkins.plugins.kubesphere.devops.api;

import java.util.List;
import java.util.Optional;

/** A status with conditions. */
public interface HasConditions {
    /** The conditions in the order of the object; never null, unmodifiable. */
    List<Condition> conditions();

    /** The first condition of that type, see {@link ConditionTypes}. */
    default Optional<Condition> condition(String type) {
        return conditions().stream()
                .filter(condition -> type.equals(condition.type()))
                .findFirst();
    }
}
