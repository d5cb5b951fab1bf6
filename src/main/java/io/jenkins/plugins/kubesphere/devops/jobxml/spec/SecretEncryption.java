package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.Optional;

/** What the engine does with secrets in a config.xml. Called from the threads that render; must be thread-safe. */
public interface SecretEncryption {
    /**
     * What is stored for a secret. Two calls may give two texts, as Jenkins' own encryption does.
     *
     * @param plain never null, may be empty
     */
    String encrypt(String plain);

    /**
     * The secret that a stored text stands for.
     *
     * @param stored text of an element, never null
     * @return empty if the text is not encrypted, or not by this engine
     */
    Optional<String> decrypt(String stored);
}
