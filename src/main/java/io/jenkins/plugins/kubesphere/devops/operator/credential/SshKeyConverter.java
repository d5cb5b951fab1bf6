package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SshKey;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;

/** Converts a Secret with a user name, a private key, and the passphrase of the key if it has one. */
final class SshKeyConverter implements SecretConverter {
    /** User name for kubernetes.io/ssh-auth, in which it is optional. Nearly every Git server expects git. */
    private static final String DEFAULT_USERNAME = "git";

    private final String keyName;
    private final boolean usernameRequired;

    private SshKeyConverter(String keyName, boolean usernameRequired) {
        this.keyName = keyName;
        this.usernameRequired = usernameRequired;
    }

    /** @param keyName the key of the Secret that contains the private key */
    static SshKeyConverter withRequiredUsername(String keyName) {
        return new SshKeyConverter(keyName, true);
    }

    /** Like {@link #withRequiredUsername}, for a type in which the user name is optional. */
    static SshKeyConverter withOptionalUsername(String keyName) {
        return new SshKeyConverter(keyName, false);
    }

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        String username =
                usernameRequired ? secret.username("username") : secret.username("username", DEFAULT_USERNAME);
        SensitiveText passphrase = secret.optionalSensitiveText("passphrase");
        String key = PemValidator.requirePrivateKey(secret.describeKey(keyName), secret.requiredText(keyName));
        if (passphrase.text().isEmpty() && PemValidator.isEncrypted(key)) {
            throw new InvalidSecretException(
                    secret.describeKey(keyName) + " is encrypted; add the key \"passphrase\" that opens it");
        }
        return new SshKey(secret.description(), username, new SensitiveText(key), passphrase);
    }
}
