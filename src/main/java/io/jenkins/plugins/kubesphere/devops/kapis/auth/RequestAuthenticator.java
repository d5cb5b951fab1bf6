package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says who sends a request. A request with a bearer token is from the owner of the token, whatever else it carries: a
 * cookie beside it does not exist. The headers {@code X-Remote-*} of a gateway are not read, because nothing shows that
 * a gateway sent them.
 */
public final class RequestAuthenticator {
    private static final String AUTHORIZATION = "Authorization";
    /** KubeSphere's gateway sends the header in this one where Kubernetes' own proxy is between them. */
    private static final String AUTHORIZATION_OF_GATEWAY = "X-KubeSphere-Authorization";

    private static final String BEARER = "bearer";
    private static final int MAX_TOKEN = 16_384;

    private final TokenReviewer reviewer;
    private final SessionAuthenticator sessions;

    /** Knows the user of a session or an API token of Jenkins. */
    @FunctionalInterface
    public interface SessionAuthenticator {
        /** Knows nobody. */
        SessionAuthenticator NONE = request -> Optional.empty();

        /** @return empty if nobody has logged in */
        Optional<Caller> findUser(HttpServletRequest request);
    }

    public RequestAuthenticator(TokenReviewer reviewer, SessionAuthenticator sessions) {
        this.reviewer = reviewer;
        this.sessions = sessions;
    }

    /** Whether a request carries a bearer token. A web page of another site cannot send one. */
    public static boolean hasBearerToken(HttpServletRequest request) {
        return bearerToken(request).isPresent();
    }

    /**
     * Returns the caller.
     *
     * @throws KapisException 401 if it is not known who that is; 503 if a reviewer does not answer
     */
    public Caller authenticate(HttpServletRequest request) {
        Optional<String> token = bearerToken(request);
        if (token.isEmpty()) {
            return sessions.findUser(request)
                    .orElseThrow(() -> KapisException.unauthorized(
                            "the request has no credentials; send the header Authorization: Bearer TOKEN"));
        }
        return review(token.get());
    }

    private Caller review(String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            throw refused();
        }
        return reviewer.review(token).orElseThrow(RequestAuthenticator::refused);
    }

    /**
     * The bearer token of a request whose caller is known; empty if the request has none.
     *
     * @throws KapisException 401 if it is one that a header cannot carry
     */
    public Optional<BearerToken> token(HttpServletRequest request) {
        try {
            return bearerToken(request).map(BearerToken::new);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    /**
     * Returns what says later, on any thread, whose the token of a request is then.
     *
     * @throws KapisException 400 if the request has no token: nobody asks Jenkins later whether a session still lives
     */
    public Supplier<Caller> repeatable(HttpServletRequest request) {
        String token = bearerToken(request)
                .orElseThrow(
                        () -> KapisException.badRequest(
                                "a watch needs the header Authorization: Bearer TOKEN; a user of Jenkins polls with If-None-Match"));
        return () -> review(token);
    }

    private static KapisException refused() {
        return KapisException.unauthorized(
                "the token is not accepted: it is unknown, expired, or meant for another service; get a new one");
    }

    private static Optional<String> bearerToken(HttpServletRequest request) {
        String header = Optional.ofNullable(request.getHeader(AUTHORIZATION))
                .filter(value -> !value.isBlank())
                .orElse(request.getHeader(AUTHORIZATION_OF_GATEWAY));
        return Optional.ofNullable(header)
                .map(String::strip)
                .filter(RequestAuthenticator::isBearer)
                .map(value -> value.substring(BEARER.length()).strip());
    }

    /** Also without a token, which is then refused: otherwise a cookie would count. */
    private static boolean isBearer(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.equals(BEARER) || lower.startsWith(BEARER + " ");
    }
}
