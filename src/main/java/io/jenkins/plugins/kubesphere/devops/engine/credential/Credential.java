package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A credential from a Secret, which the builds of a project may use. The operator has checked what can be checked
 * without an engine: nothing is null, and required values are not empty.
 */
public sealed interface Credential {
    /** Returns a description for people in one line; may be empty. */
    String description();

    /**
     * Returns the secret values as text, for masking. Public parts, such as a certificate, and key stores are left out.
     * The content of a file is decoded as UTF-8.
     */
    List<String> secrets();

    /** Calls the method of the visitor for this kind of credential. */
    <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

    /**
     * Has one method for each kind of credential. A new kind needs a new method, so the compiler finds every visitor
     * that does not handle it.
     *
     * @param <R> type of the result
     * @param <E> type of the exception that the methods may throw
     */
    interface Visitor<R, E extends Exception> {
        R usernamePassword(UsernamePassword credential) throws E;

        R sshKey(SshKey credential) throws E;

        R secretText(SecretText credential) throws E;

        R secretFile(SecretFile credential) throws E;

        R kubeconfig(Kubeconfig credential) throws E;

        R certificate(Certificate credential) throws E;

        R pemCertificate(PemCertificate credential) throws E;
    }

    /**
     * A user name and a password.
     *
     * @param username contains no control characters
     */
    record UsernamePassword(String description, String username, SensitiveText password) implements Credential {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.usernamePassword(this);
        }

        @Override
        public List<String> secrets() {
            return List.of(password.text());
        }
    }

    /**
     * A private key for SSH.
     *
     * @param username contains no control characters
     * @param privateKey in PEM form, or in the form of OpenSSH
     * @param passphrase empty if there is none
     */
    record SshKey(String description, String username, SensitiveText privateKey, SensitiveText passphrase)
            implements Credential {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.sshKey(this);
        }

        @Override
        public List<String> secrets() {
            return List.of(privateKey.text(), passphrase.text());
        }
    }

    /** A secret text. */
    record SecretText(String description, SensitiveText text) implements Credential {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.secretText(this);
        }

        @Override
        public List<String> secrets() {
            return List.of(text.text());
        }
    }

    /**
     * A secret file.
     *
     * @param fileName a name without a path
     * @param content may be empty
     */
    record SecretFile(String description, String fileName, SensitiveBytes content) implements Credential {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.secretFile(this);
        }

        @Override
        public List<String> secrets() {
            return List.of(new String(content.bytes(), StandardCharsets.UTF_8));
        }
    }

    /** A kubeconfig, which pipelines may request as a file or as a text. */
    record Kubeconfig(String description, SensitiveText content) implements Credential {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.kubeconfig(this);
        }

        @Override
        public List<String> secrets() {
            return List.of(content.text());
        }
    }

    /**
     * A key store.
     *
     * @param keyStore a PKCS#12 key store that opens with the password
     * @param password empty if there is none
     */
    record Certificate(String description, SensitiveBytes keyStore, SensitiveText password) implements Credential {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.certificate(this);
        }

        @Override
        public List<String> secrets() {
            return List.of(password.text());
        }
    }

    /**
     * A certificate with its private key, both in PEM form.
     *
     * @param chain the certificate, then the certificates that signed it
     * @param privateKey not encrypted
     */
    record PemCertificate(String description, SensitiveText chain, SensitiveText privateKey) implements Credential {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.pemCertificate(this);
        }

        @Override
        public List<String> secrets() {
            return List.of(privateKey.text());
        }
    }
}
