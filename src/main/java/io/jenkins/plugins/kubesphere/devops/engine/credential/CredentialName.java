package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.util.Objects;

/**
 * Names a credential.
 *
 * @param namespace the Secret's namespace, which is the name of its project's folder
 * @param id the Secret's name, by which a Jenkinsfile asks for it
 */
public record CredentialName(String namespace, String id) {
    public CredentialName {
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(id);
    }

    /** {@code demo/git}, as messages say it. */
    @Override
    public String toString() {
        return namespace + "/" + id;
    }
}
