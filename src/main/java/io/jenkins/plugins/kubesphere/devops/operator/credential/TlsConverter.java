package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.PemCertificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import io.jenkins.plugins.kubesphere.devops.operator.credential.certificate.PemCertificates;
import io.jenkins.plugins.kubesphere.devops.operator.credential.certificate.PrivateKeyMatcher;

/**
 * Converts a TLS Secret of Kubernetes: a certificate chain in {@code tls.crt} and its private key in {@code tls.key}.
 * Either file may hold both.
 */
final class TlsConverter implements SecretConverter {
    private static final String CERTIFICATE = "tls.crt";
    private static final String PRIVATE_KEY = "tls.key";

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        String certificateFile = secret.requiredText(CERTIFICATE);
        String keyFile = secret.requiredText(PRIVATE_KEY);
        String certificateKey = secret.describeKey(CERTIFICATE);
        String privateKey = secret.describeKey(PRIVATE_KEY);
        PemCertificates chain = PemValidator.requireCertificates(certificateKey, certificateFile);
        String key = PemValidator.requirePrivateKey(privateKey, keyFile);
        if (PemValidator.isEncrypted(key)) {
            throw new InvalidSecretException(privateKey
                    + " is encrypted; a Secret of this type cannot have a passphrase, so give the key unencrypted");
        }
        if (PrivateKeyMatcher.belongsToOther(key, chain.first().getPublicKey())) {
            throw new InvalidSecretException(privateKey + " does not belong to the first certificate in "
                    + certificateKey + "; give the key of this certificate, or put its certificate first");
        }
        return new PemCertificate(secret.description(), new SensitiveText(chain.text()), new SensitiveText(key));
    }
}
