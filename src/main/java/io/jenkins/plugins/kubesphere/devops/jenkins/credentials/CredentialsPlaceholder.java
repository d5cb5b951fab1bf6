package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.io.Serializable;

/**
 * Jenkins writes this object instead of a credential of this package when it serializes the credential. The object
 * cannot be read back as a credential. Otherwise, a person who may write a config.xml could name the Secret of another
 * project and get its values.
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
