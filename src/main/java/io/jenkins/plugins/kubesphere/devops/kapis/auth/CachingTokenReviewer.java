package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a short time what a reviewer said, so that a page that polls does not ask for each request. Requests with
 * one token at the same time ask once. A token itself is not kept, and its hash is worthless in another process.
 */
public final class CachingTokenReviewer implements TokenReviewer {
    /** How long a token still works after it was withdrawn. */
    static final Duration ACCEPTED = Duration.ofSeconds(60);

    /** How long a token may be refused after it was made. Short, because a client may be faster than its token. */
    static final Duration REFUSED = Duration.ofSeconds(10);

    private static final int MAX_TOKENS = 10_000;
    private static final int KEY_BYTES = 32;
    private static final String HASH = "HmacSHA256";

    private static final int MAX_REVIEWS = 20;

    private final TokenReviewer reviewer;
    private final SecretKeySpec salt;
    private final SharedAnswerCache<String, Optional<Caller>> reviews;

    public CachingTokenReviewer(TokenReviewer reviewer) {
        this(reviewer, Ticker.systemTicker());
    }

    CachingTokenReviewer(TokenReviewer reviewer, Ticker ticker) {
        this.reviewer = reviewer;
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        this.salt = new SecretKeySpec(key, HASH);
        // Anybody can send tokens that nobody knows yet, and each of them holds a thread of the server for a while.
        this.reviews = new SharedAnswerCache<>(
                "tokens", MAX_TOKENS, MAX_REVIEWS, (hash, caller) -> caller.isPresent() ? ACCEPTED : REFUSED, ticker);
    }

    @Override
    public Optional<Caller> review(String token) {
        return reviews.get(hash(token), () -> reviewer.review(token));
    }

    private String hash(String token) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(salt);
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + HASH, e);
        }
    }
}
