package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers decisions for a short time. The same question at the same time is asked once. */
public final class CachingAuthorizer implements Authorizer {
    /** How long a caller may still do something after the right was withdrawn. */
    public static final Duration ALLOWED = Duration.ofSeconds(30);

    /** How long a caller may be refused after the right was given. */
    static final Duration DENIED = Duration.ofSeconds(5);

    /** How long a list may lack an object after the right was given: a list asks for hundreds of objects. */
    static final Duration DENIED_IN_LIST = Duration.ofSeconds(30);

    private static final int MAX_DECISIONS = 50_000;
    private static final int MAX_AT_ONCE = 50;

    private record Question(Caller caller, ResourceAttributes attributes, boolean isOfList) {}

    private final Authorizer authorizer;
    private final SharedAnswerCache<Question, Boolean> decisions;

    /** @param maxAge how long it is remembered that something is allowed; usually {@link #ALLOWED} */
    public CachingAuthorizer(Authorizer authorizer, Duration maxAge) {
        this(authorizer, maxAge, Ticker.systemTicker());
    }

    CachingAuthorizer(Authorizer authorizer, Ticker ticker) {
        this(authorizer, ALLOWED, ticker);
    }

    private CachingAuthorizer(Authorizer authorizer, Duration maxAge, Ticker ticker) {
        this.authorizer = authorizer;
        this.decisions = new SharedAnswerCache<>(
                "accesses",
                MAX_DECISIONS,
                MAX_AT_ONCE,
                (question, isAllowed) -> isAllowed ? maxAge : refusalLifetime(question),
                ticker);
    }

    private static Duration refusalLifetime(Question question) {
        return question.isOfList() ? DENIED_IN_LIST : DENIED;
    }

    @Override
    public boolean allows(Caller caller, ResourceAttributes attributes) {
        return decisions.get(new Question(caller, attributes, false), () -> authorizer.allows(caller, attributes));
    }

    @Override
    public Set<ResourceAttributes> allowed(Caller caller, Collection<ResourceAttributes> questions) {
        Set<ResourceAttributes> allowed = new HashSet<>();
        List<ResourceAttributes> open = new ArrayList<>();
        for (ResourceAttributes attributes : questions) {
            Boolean known = decisions.findKnown(new Question(caller, attributes, true));
            if (known == null) {
                open.add(attributes);
            } else if (known) {
                allowed.add(attributes);
            }
        }
        if (!open.isEmpty()) {
            Set<ResourceAttributes> now = authorizer.allowed(caller, open);
            open.forEach(attributes -> decisions.put(new Question(caller, attributes, true), now.contains(attributes)));
            allowed.addAll(now);
        }
        return allowed;
    }
}
