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

    /** Returns true if there is a condition of that type, and its status is {@link Condition#TRUE}. */
    default boolean hasTrueCondition(String type) {
        return condition(type).filter(Condition::statusIsTrue).isPresent();
    }
}
