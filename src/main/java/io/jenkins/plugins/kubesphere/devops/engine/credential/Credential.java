package io.jenkins.plugins.kubesphere.devops.engine.credential;

/**
 * What a project's builds may use under the name of a Secret. Checked as far as that is possible without an engine: nothing is
 * null, and what must not be empty is not.
 */
public sealed interface Credential {
    /** For people; one line, may be empty. */
    String description();

    /** @param username without control characters */
    record UsernamePassword(String description, String username, HiddenText password) implements Credential {}

    /**
     * A private key.
     *
     * @param username without control characters
     * @param privateKey in PEM form, that of OpenSSH included
     * @param passphrase empty for none
     */
    record SshKey(String description, String username, HiddenText privateKey, HiddenText passphrase)
            implements Credential {}

    /** Any text. */
    record SecretText(String description, HiddenText text) implements Credential {}

    /**
     * A file.
     *
     * @param fileName without a path
     * @param content may be empty
     */
    record SecretFile(String description, String fileName, HiddenBytes content) implements Credential {}

    /** A kubeconfig, which pipelines ask for as a file or as a text. */
    record Kubeconfig(String description, HiddenText content) implements Credential {}

    /**
     * A key store.
     *
     * @param keyStore PKCS#12, which the password opens
     * @param password empty for none
     */
    record Certificate(String description, HiddenBytes keyStore, HiddenText password) implements Credential {}

    /**
     * A certificate with its key, both in PEM form.
     *
     * @param chain the certificate, then those that signed it
     * @param privateKey not encrypted
     */
    record PemCertificate(String description, HiddenText chain, HiddenText privateKey) implements Credential {}
}
