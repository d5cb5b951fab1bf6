package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** A secret text whose value comes from a Kubernetes Secret, for {@code string(…)} in a Jenkinsfile. */
final class SecretBackedText extends SecretBackedCredentials<StringCredentialsImpl> implements StringCredentials {
    private static final long serialVersionUID = 1L;

    SecretBackedText(CredentialName name, StringCredentialsImpl delegate) {
        super(name, delegate);
    }

    @Override
    public Secret getSecret() {
        return delegate().getSecret();
    }
}
