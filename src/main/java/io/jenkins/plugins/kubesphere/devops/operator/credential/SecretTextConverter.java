package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SecretText;

/**
 * Converts a Secret with one text.
 *
 * @param key the key of the text
 */
record SecretTextConverter(String key) implements SecretConverter {
    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        return new SecretText(secret.description(), secret.requiredSensitiveText(key));
    }
}
