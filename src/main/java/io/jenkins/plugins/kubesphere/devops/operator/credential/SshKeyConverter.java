package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SshKey;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;

/** A user name, a private key, and its passphrase if it has one. */
final class SshKeyConverter implements SecretConverter {
    /** Kubernetes' own type has no user name; this one is what nearly every Git server expects. */
    private static final String USUAL_USERNAME = "git";

    private final String privateKey;
    private final boolean usernameRequired;

    private SshKeyConverter(String privateKey, boolean usernameRequired) {
        this.privateKey = privateKey;
        this.usernameRequired = usernameRequired;
    }

    /** @param privateKey the key that holds it */
    static SshKeyConverter withKeyIn(String privateKey) {
        return new SshKeyConverter(privateKey, true);
    }

    /** As {@link #withKeyIn}, for a type that has no user name; it may be added. */
    static SshKeyConverter withoutUsername(String privateKey) {
        return new SshKeyConverter(privateKey, false);
    }

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        String username = usernameRequired ? secret.username("username") : secret.username("username", USUAL_USERNAME);
        SensitiveText passphrase = secret.hiddenIfAny("passphrase");
        String key = PemCheck.requirePrivateKey(secret.named(privateKey), secret.text(privateKey));
        if (passphrase.text().isEmpty() && PemCheck.isEncrypted(key)) {
            throw new InvalidSecretException(
                    secret.named(privateKey) + " is encrypted; add the key \"passphrase\" that opens it");
        }
        return new SshKey(secret.description(), username, new SensitiveText(key), passphrase);
    }
}
