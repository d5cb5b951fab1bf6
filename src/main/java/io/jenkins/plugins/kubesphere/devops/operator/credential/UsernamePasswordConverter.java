package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.UsernamePassword;

/** {@code username} and {@code password}: in all three ways of writing it down the same. */
final class UsernamePasswordConverter implements SecretConverter {
    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        return new UsernamePassword(secret.description(), secret.username("username"), secret.hidden("password"));
    }
}
