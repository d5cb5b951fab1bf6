package io.jenkins.plugins.kubesphere.devops.kapis.auth;

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
}
