package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SshKey;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;

/**
 * Converts a Secret with a private key, the passphrase of the key if it has one, and a user name, which may be missing
 * or empty.
 *
 * @param keyName the key of the Secret that contains the private key
 */
record SshKeyConverter(String keyName) implements SecretConverter {
    /** Nearly every Git server expects this user. The command ssh cannot log in with an empty name. */
    private static final String DEFAULT_USERNAME = "git";

    /** Other programs read host keys from the Secret of the key. */
    private static final String KNOWN_HOSTS = "known_hosts";

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        String username = secret.username("username", DEFAULT_USERNAME);
        SensitiveText passphrase = secret.optionalSensitiveText("passphrase");
        String key = PemValidator.requirePrivateKey(secret.describeKey(keyName), secret.requiredText(keyName));
        if (passphrase.text().isEmpty() && PemValidator.isEncrypted(key)) {
            throw new InvalidSecretException(
                    secret.describeKey(keyName) + " is encrypted; add the key \"passphrase\" that opens it");
        }
        if (secret.has(KNOWN_HOSTS)) {
            secret.addNote(secret.describeKey(KNOWN_HOSTS) + " has no effect: Jenkins does not take host keys from a"
                    + " Secret; ask an administrator of Jenkins to approve the host key of the Git server");
        }
        return new SshKey(secret.description(), username, new SensitiveText(key), passphrase);
    }
}
