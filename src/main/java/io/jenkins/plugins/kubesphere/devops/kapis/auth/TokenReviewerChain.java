package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.List;
import java.util.Optional;

/** Asks several reviewers in their order. The first that knows the token says who the caller is. */
public final class TokenReviewerChain implements TokenReviewer {
    private final List<TokenReviewer> reviewers;

    public TokenReviewerChain(List<TokenReviewer> reviewers) {
        this.reviewers = List.copyOf(reviewers);
    }

    /** A reviewer that does not answer is told only if no other one knows the token. */
    @Override
    public Optional<Caller> review(String token) {
        return FirstAnswer.find(reviewers, reviewer -> reviewer.review(token));
    }
}
