package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;

/**
 * A kubeconfig whose value comes from a Kubernetes Secret, for {@code string(…)} and {@code file(…)} in a Jenkinsfile.
 * Existing Jenkinsfiles use {@code string(…)}: ks-devops creates a secret text from a kubeconfig since the plugin for
 * kubeconfig credentials was withdrawn. New Jenkinsfiles use {@code file(…)}, because kubectl needs a file.
 */
final class SecretBackedKubeconfig extends SecretBackedFile implements StringCredentials {
    private static final long serialVersionUID = 1L;

    private final transient Secret text;

    SecretBackedKubeconfig(CredentialName name, FileCredentialsImpl delegate, Secret text) {
        super(name, delegate);
        this.text = text;
    }

    @Override
    public Secret getSecret() {
        return text;
    }
}
