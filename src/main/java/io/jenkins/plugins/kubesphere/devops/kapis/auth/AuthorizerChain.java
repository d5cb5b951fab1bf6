package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks several authorizers in their order. The first that allows wins; who is not allowed by any is refused. */
public final class AuthorizerChain implements Authorizer {
    private final List<Authorizer> authorizers;

    public AuthorizerChain(List<Authorizer> authorizers) {
        this.authorizers = List.copyOf(authorizers);
    }

    /** An authorizer that does not answer allows nothing; that is told only if no other one allows it. */
    @Override
    public boolean allows(Caller caller, ResourceAttributes attributes) {
        return FirstAnswer.find(authorizers, authorizer -> Optional.of(caller)
                        .filter(known -> authorizer.allows(known, attributes)))
                .isPresent();
    }

    /** Like {@link #allows}: what one authorizer does not allow, the next one is asked for. */
    @Override
    public Set<ResourceAttributes> allowed(Caller caller, Collection<ResourceAttributes> questions) {
        Set<ResourceAttributes> allowed = new HashSet<>();
        ReviewUnavailableException failure = null;
        for (Authorizer authorizer : authorizers) {
            List<ResourceAttributes> open = questions.stream()
                    .filter(question -> !allowed.contains(question))
                    .toList();
            try {
                allowed.addAll(authorizer.allowed(caller, open));
            } catch (ReviewUnavailableException e) {
                failure = e;
            }
        }
        if (failure != null && !allowed.containsAll(questions)) {
            throw failure;
        }
        return allowed;
    }
}
