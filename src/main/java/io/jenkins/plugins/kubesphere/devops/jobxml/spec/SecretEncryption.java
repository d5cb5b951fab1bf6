package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.Optional;

/** Encrypts and decrypts the secrets in a config.xml as the engine does. Must be thread-safe. */
public interface SecretEncryption {
    /**
     * Encrypts a secret. Two calls may return different texts, as in Jenkins.
     *
     * @param plain never null, may be empty
     */
    String encrypt(String plain);

    /**
     * Decrypts a stored text.
     *
     * @param stored text of an element, never null
     * @return empty if the text is not encrypted, or another engine encrypted it
     */
    Optional<String> decrypt(String stored);
}
