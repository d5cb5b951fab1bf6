package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import java.util.Objects;

/**
 * A token of a provider, from a credential of a project.
 *
 * @param name of the credential, for messages
 * @param username empty if the credential has none
 * @param token never empty; ASCII without spaces
 */
public record ScmCredential(String name, String username, String token) {
    public ScmCredential {
        Objects.requireNonNull(name);
        Objects.requireNonNull(username);
        Objects.requireNonNull(token);
    }

    /** The text has no token, because it may be written to a log. */
    @Override
    public String toString() {
        return "credential " + name;
    }
}
