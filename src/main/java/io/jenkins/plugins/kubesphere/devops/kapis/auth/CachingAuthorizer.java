package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** Remembers decisions for a short time. The same question at the same time is asked once. */
public final class CachingAuthorizer implements Authorizer {
    /** How long a caller may still do something after the right was withdrawn. */
    static final Duration ALLOWED = Duration.ofSeconds(30);

    /** How long a caller may be refused after the right was given. */
    static final Duration DENIED = Duration.ofSeconds(5);

    private static final int MAX_DECISIONS = 50_000;

    private record Question(Caller caller, ResourceAttributes attributes) {}

    private final Authorizer authorizer;
    private final Cache<Question, Boolean> decisions;

    public CachingAuthorizer(Authorizer authorizer) {
        this(authorizer, Ticker.systemTicker());
    }

    CachingAuthorizer(Authorizer authorizer, Ticker ticker) {
        this.authorizer = authorizer;
        this.decisions = Caffeine.newBuilder()
                .maximumSize(MAX_DECISIONS)
                .ticker(ticker)
                .expireAfter(Expiry.<Question, Boolean>creating((question, allowed) -> allowed ? ALLOWED : DENIED))
                .build();
    }

    @Override
    public boolean allows(Caller caller, ResourceAttributes attributes) {
        return decisions.get(new Question(caller, attributes), question -> authorizer.allows(caller, attributes));
    }
}
