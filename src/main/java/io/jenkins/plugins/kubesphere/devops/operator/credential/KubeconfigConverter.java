package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.Kubeconfig;

/** A kubeconfig in {@code content}. Only kubectl knows what is right in it, so it is taken as it is. */
final class KubeconfigConverter implements SecretConverter {
    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        return new Kubeconfig(secret.description(), secret.hidden("content"));
    }
}
