package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;

/**
 * A kubeconfig. The plugin whose credential ks-devops made of it is withdrawn; what is left there is a secret text, so
 * Jenkinsfiles say {@code string(…)}, and new ones {@code file(…)}, which is what kubectl wants. Both work.
 */
final class SecretBackedKubeconfig extends SecretBackedFile implements StringCredentials {
    private static final long serialVersionUID = 1L;

    private final transient Secret text;

    SecretBackedKubeconfig(CredentialName name, FileCredentialsImpl plain, Secret text) {
        super(name, plain);
        this.text = text;
    }

    @Override
    public Secret getSecret() {
        return text;
    }
}
