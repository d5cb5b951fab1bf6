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
        PemValidator.requireCertificates(secret.describeKey("tls.crt"), chain.text());
        PemValidator.requirePrivateKey(secret.describeKey("tls.key"), key.text());
        if (PemValidator.isEncrypted(key.text())) {
            throw new InvalidSecretException(secret.describeKey("tls.key")
                    + " is encrypted; a Secret of this type cannot have a passphrase, so give the key unencrypted");
        }
        return new PemCertificate(secret.description(), chain, key);
    }
}
