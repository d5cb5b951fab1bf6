package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.util.Objects;

/**
 * Names a credential.
 *
 * @param namespace namespace of the Secret, which is also the name of the project's folder
 * @param id name of the Secret, which a Jenkinsfile uses
 */
public record CredentialName(String namespace, String id) {
    public CredentialName {
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(id);
    }

    /** Returns a text such as {@code demo/git}, for messages. */
    @Override
    public String toString() {
        return namespace + "/" + id;
    }
}
