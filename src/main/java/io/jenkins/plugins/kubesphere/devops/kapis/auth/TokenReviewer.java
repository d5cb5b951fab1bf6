package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.Optional;

/** Asks a server whose token this is. */
public interface TokenReviewer {
    /**
     * Asks the server. Takes a few seconds at most.
     *
     * @param token as the caller sent it, unchecked; never written anywhere
     * @return empty if the server does not accept the token
     * @throws ReviewUnavailableException if the server does not answer
     */
    Optional<Caller> review(String token);
}
