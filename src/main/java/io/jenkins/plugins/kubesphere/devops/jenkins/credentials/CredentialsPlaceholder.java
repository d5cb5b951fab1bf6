package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.io.Serializable;

/**
 * The object that is written when Jenkins serializes a credential of this package. Reading it does not give a
 * credential. If it did, a person who may write a config.xml could name the Secret of another project and get it.
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
