package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.util.List;

/**
 * An SSH key whose value comes from a Kubernetes Secret, for {@code sshUserPrivateKey(…)} in a Jenkinsfile and for all
 * plugins that use SSH keys.
 */
final class SecretBackedSshKey extends SecretBackedCredentials<BasicSSHUserPrivateKey> implements SSHUserPrivateKey {
    private static final long serialVersionUID = 1L;

    SecretBackedSshKey(CredentialName name, BasicSSHUserPrivateKey delegate) {
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
    public Secret getPassphrase() {
        return delegate().getPassphrase();
    }

    @Override
    public List<String> getPrivateKeys() {
        return delegate().getPrivateKeys();
    }
}
