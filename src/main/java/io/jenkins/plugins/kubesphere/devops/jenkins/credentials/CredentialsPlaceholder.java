package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.io.Serializable;

/**
 * Is written instead of a credential when Jenkins serializes it. It is never read as a credential: otherwise everybody
 * who may write a file or post a document could name the Secret of another project.
 */
final class CredentialsPlaceholder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String namespace;
    private final String id;

    CredentialsPlaceholder(CredentialName name) {
        this.namespace = name.namespace();
        this.id = name.id();
    }

    @Override
    public String toString() {
        return "Secret " + namespace + "/" + id;
    }
}
