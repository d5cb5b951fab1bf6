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
        SensitiveText chain = secret.requiredSensitiveText("tls.crt");
        SensitiveText key = secret.requiredSensitiveText("tls.key");
        PemCheck.requireCertificates(secret.describeKey("tls.crt"), chain.text());
        PemCheck.requirePrivateKey(secret.describeKey("tls.key"), key.text());
        if (PemCheck.isEncrypted(key.text())) {
            throw new InvalidSecretException(secret.describeKey("tls.key")
                    + " is encrypted; this type has no passphrase, so give the key unencrypted");
        }
        return new PemCertificate(secret.description(), chain, key);
    }
}
