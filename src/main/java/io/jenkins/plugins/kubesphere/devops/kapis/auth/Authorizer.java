package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a caller may do. */
@FunctionalInterface
public interface Authorizer {
    /**
     * Asks whether the caller may do this. Takes a few seconds at most.
     *
     * @return false if this authorizer does not allow it; another one still may
     * @throws ReviewUnavailableException if the server that decides does not answer
     */
    boolean allows(Caller caller, ResourceAttributes attributes);

    /**
     * Asks about several things at once, for a list.
     *
     * @return those that the caller may do
     * @throws ReviewUnavailableException if the server that decides does not answer
     */
    default Set<ResourceAttributes> allowed(Caller caller, Collection<ResourceAttributes> questions) {
        return questions.stream().filter(question -> allows(caller, question)).collect(Collectors.toUnmodifiableSet());
    }
}
