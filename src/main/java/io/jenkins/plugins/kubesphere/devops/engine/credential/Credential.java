package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a project's builds may use under the name of a Secret. Checked as far as that is possible without an engine: nothing is
 * null, and what must not be empty is not.
 */
public sealed interface Credential {
    /** For people; one line, may be empty. */
    String description();

    /** What of it nobody may see, as text. Not what is public, such as a certificate, and not what no text shows. */
    List<String> secrets();

    /** @param username without control characters */
    record UsernamePassword(String description, String username, SensitiveText password) implements Credential {
        @Override
        public List<String> secrets() {
            return List.of(password.text());
        }
    }

    /**
     * A private key.
     *
     * @param username without control characters
     * @param privateKey in PEM form, that of OpenSSH included
     * @param passphrase empty for none
     */
    record SshKey(String description, String username, SensitiveText privateKey, SensitiveText passphrase)
            implements Credential {
        @Override
        public List<String> secrets() {
            return List.of(privateKey.text(), passphrase.text());
        }
    }

    /** Any text. */
    record SecretText(String description, SensitiveText text) implements Credential {
        @Override
        public List<String> secrets() {
            return List.of(text.text());
        }
    }

    /**
     * A file.
     *
     * @param fileName without a path
     * @param content may be empty
     */
    record SecretFile(String description, String fileName, SensitiveBytes content) implements Credential {
        @Override
        public List<String> secrets() {
            return List.of(new String(content.bytes(), StandardCharsets.UTF_8));
        }
    }

    /** A kubeconfig, which pipelines ask for as a file or as a text. */
    record Kubeconfig(String description, SensitiveText content) implements Credential {
        @Override
        public List<String> secrets() {
            return List.of(content.text());
        }
    }

    /**
     * A key store.
     *
     * @param keyStore PKCS#12, which the password opens
     * @param password empty for none
     */
    record Certificate(String description, SensitiveBytes keyStore, SensitiveText password) implements Credential {
        @Override
        public List<String> secrets() {
            return List.of(password.text());
        }
    }

    /**
     * A certificate with its key, both in PEM form.
     *
     * @param chain the certificate, then those that signed it
     * @param privateKey not encrypted
     */
    record PemCertificate(String description, SensitiveText chain, SensitiveText privateKey) implements Credential {
        @Override
        public List<String> secrets() {
            return List.of(privateKey.text());
        }
    }
}
