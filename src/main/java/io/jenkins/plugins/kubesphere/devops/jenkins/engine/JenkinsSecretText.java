package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.jobxml.SecretText;
import java.util.Optional;

/** Secrets as Jenkins keeps them in files: encrypted with the controller's own key. */
final class JenkinsSecretText implements SecretText {
    @Override
    public String encrypt(String plain) {
        return Secret.fromString(plain).getEncryptedValue();
    }

    @Override
    public Optional<String> decrypt(String stored) {
        return Optional.ofNullable(Secret.decrypt(stored)).map(Secret::getPlainText);
    }
}
