package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.PemCertificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;

/** Kubernetes' own certificate: a chain in {@code tls.crt}, its key in {@code tls.key}. */
final class TlsConverter implements SecretConverter {
    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        SensitiveText chain = secret.hidden("tls.crt");
        SensitiveText key = secret.hidden("tls.key");
        PemCheck.requireCertificates(secret.named("tls.crt"), chain.text());
        PemCheck.requirePrivateKey(secret.named("tls.key"), key.text());
        if (PemCheck.isEncrypted(key.text())) {
            throw new InvalidSecretException(
                    secret.named("tls.key") + " is encrypted; Kubernetes' type has no passphrase, so give it in clear");
        }
        return new PemCertificate(secret.description(), chain, key);
    }
}
