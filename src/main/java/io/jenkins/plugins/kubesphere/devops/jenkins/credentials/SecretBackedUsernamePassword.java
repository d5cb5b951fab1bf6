package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;

/**
 * A user name and password from a Kubernetes Secret, for {@code usernamePassword(…)} in a Jenkinsfile and for all
 * plugins that use such credentials.
 */
final class SecretBackedUsernamePassword extends SecretBackedCredentials<UsernamePasswordCredentialsImpl>
        implements StandardUsernamePasswordCredentials {
    private static final long serialVersionUID = 1L;

    SecretBackedUsernamePassword(CredentialName name, UsernamePasswordCredentialsImpl delegate) {
        super(name, delegate);
    }

    @Override
    public String getUsername() {
        return delegate().getUsername();
    }

    @Override
    public boolean isUsernameSecret() {
        return delegate().isUsernameSecret();
    }

    @Override
    public Secret getPassword() {
        return delegate().getPassword();
    }
}
