package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Says who sends a request. A request with a bearer token is from the owner of the token, whatever else it carries: a
 * cookie beside it does not exist. The headers {@code X-Remote-*} of a gateway are not read, because nothing shows that
 * a gateway sent them.
 */
public final class RequestAuthenticator {
    private static final String AUTHORIZATION = "Authorization";
    /** KubeSphere's gateway sends the header in this one where Kubernetes' own proxy is between them. */
    private static final String AUTHORIZATION_OF_GATEWAY = "X-KubeSphere-Authorization";

    private static final String BEARER = "bearer ";
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
        if (token.get().isEmpty() || token.get().length() > MAX_TOKEN) {
            throw refused();
        }
        return reviewer.review(token.get()).orElseThrow(RequestAuthenticator::refused);
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
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
