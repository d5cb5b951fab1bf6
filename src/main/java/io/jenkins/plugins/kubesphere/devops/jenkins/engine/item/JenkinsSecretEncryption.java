package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.util.Optional;

/** Encrypts secrets as Jenkins encrypts them in its files: with the key of the controller. */
final class JenkinsSecretEncryption implements SecretEncryption {
    @Override
    public String encrypt(String plain) {
        return Secret.fromString(plain).getEncryptedValue();
    }

    @Override
    public Optional<String> decrypt(String stored) {
        return Optional.ofNullable(Secret.decrypt(stored)).map(Secret::getPlainText);
    }
}
