package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.PemCertificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;

/**
 * Converts a TLS Secret of Kubernetes: a certificate chain in {@code tls.crt} and its private key in {@code tls.key}.
 */
final class TlsConverter implements SecretConverter {
    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        SensitiveText chain = secret.sensitive("tls.crt");
        SensitiveText key = secret.sensitive("tls.key");
        PemCheck.requireCertificates(secret.named("tls.crt"), chain.text());
        PemCheck.requirePrivateKey(secret.named("tls.key"), key.text());
        if (PemCheck.isEncrypted(key.text())) {
            throw new InvalidSecretException(secret.named("tls.key")
                    + " is encrypted; this type has no passphrase, so give the key unencrypted");
        }
        return new PemCertificate(secret.description(), chain, key);
    }
}
