package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.List;
import java.util.Optional;

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
}
