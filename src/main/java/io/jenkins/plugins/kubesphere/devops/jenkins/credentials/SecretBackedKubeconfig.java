package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;

/**
 * Backs a kubeconfig with a Secret. It works with {@code string(…)} and {@code file(…)} in a Jenkinsfile. Existing
 * Jenkinsfiles use {@code string(…)}, because a kubeconfig is a secret text there since the plugin that ks-devops used
 * was withdrawn. New ones use {@code file(…)}, because kubectl needs a file.
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
