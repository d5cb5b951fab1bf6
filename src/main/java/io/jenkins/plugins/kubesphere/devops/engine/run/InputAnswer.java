package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to a question of a build.
 *
 * @param proceed true to continue, false to reject (the build ends as aborted)
 * @param values the values of the question's parameters by their names; those that are missing get their defaults
 * @param user who answers; empty for the operator itself, to which the list of submitters does not apply
 */
public record InputAnswer(boolean proceed, Map<String, String> values, Optional<User> user) {
    public InputAnswer {
        values = Map.copyOf(values);
        Objects.requireNonNull(user);
    }

    /** Returns an answer of the operator itself, with the default values. */
    public static InputAnswer ofOperator(boolean proceed) {
        return new InputAnswer(proceed, Map.of(), Optional.empty());
    }

    /** The values may be secret. */
    @Override
    public String toString() {
        return (proceed ? "proceed with " : "abort, with ") + values.keySet() + " by "
                + user.map(User::name).orElse("the operator");
    }

    /**
     * A person, as the API server has reviewed the person's token.
     *
     * @param name name of the user; not empty
     * @param groups groups of the user
     */
    public record User(String name, Set<String> groups) {
        public User {
            if (name.isBlank()) {
                throw new IllegalArgumentException("The user who answers an input needs a name");
            }
            groups = Set.copyOf(groups);
        }
    }
}
