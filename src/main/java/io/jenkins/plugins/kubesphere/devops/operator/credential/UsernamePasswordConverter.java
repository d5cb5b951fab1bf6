package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.UsernamePassword;

/**
 * Converts a Secret with the keys {@code username} and {@code password}. Two types of Secrets and one label use these
 * names.
 */
final class UsernamePasswordConverter implements SecretConverter {
    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        return new UsernamePassword(
                secret.description(), secret.username("username"), secret.requiredSensitiveText("password"));
    }
}
