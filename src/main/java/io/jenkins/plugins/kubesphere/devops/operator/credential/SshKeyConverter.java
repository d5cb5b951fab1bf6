package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SshKey;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;

/** Converts a Secret with a user name, a private key, and the passphrase of the key if it has one. */
final class SshKeyConverter implements SecretConverter {
    /** The type of Kubernetes itself has no user name. This is the one that nearly every Git server expects. */
    private static final String DEFAULT_USERNAME = "git";

    private final String privateKey;
    private final boolean usernameRequired;

    private SshKeyConverter(String privateKey, boolean usernameRequired) {
        this.privateKey = privateKey;
        this.usernameRequired = usernameRequired;
    }

    /** @param privateKey the key of the Secret that contains the private key */
    static SshKeyConverter withKeyIn(String privateKey) {
        return new SshKeyConverter(privateKey, true);
    }

    /** Like {@link #withKeyIn}, for a type in which the user name is optional. */
    static SshKeyConverter withoutUsername(String privateKey) {
        return new SshKeyConverter(privateKey, false);
    }

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        String username =
                usernameRequired ? secret.username("username") : secret.username("username", DEFAULT_USERNAME);
        SensitiveText passphrase = secret.optionalSensitive("passphrase");
        String key = PemCheck.requirePrivateKey(secret.named(privateKey), secret.text(privateKey));
        if (passphrase.text().isEmpty() && PemCheck.isEncrypted(key)) {
            throw new InvalidSecretException(
                    secret.named(privateKey) + " is encrypted; add the key \"passphrase\" that opens it");
        }
        return new SshKey(secret.description(), username, new SensitiveText(key), passphrase);
    }
}
