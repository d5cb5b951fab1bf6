package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.Kubeconfig;

/**
 * Converts a Secret with a kubeconfig in {@code content}. The content is not checked, because only kubectl can do that.
 */
final class KubeconfigConverter implements SecretConverter {
    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        return new Kubeconfig(secret.description(), secret.requiredSensitiveText("content"));
    }
}
