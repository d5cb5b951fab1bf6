package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.Certificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;

/**
 * Converts a Secret with a key store in {@code certificate} and its password in {@code password}. A missing password
 * counts as an empty password.
 */
final class CertificateConverter implements SecretConverter {
    /**
     * Enough for three parts with 600,000 iterations each, which is the usual secure setting. Such a key store opens
     * within two seconds.
     */
    private static final long MAX_ITERATIONS = 2_000_000;

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        byte[] bytes = secret.requiredBytes("certificate");
        SensitiveText password = secret.optionalSensitiveText("password");
        long iterations = Pkcs12IterationCounter.count(bytes);
        if (iterations > MAX_ITERATIONS) {
            throw new InvalidSecretException(
                    secret.describeKey("certificate") + " is a key store that hashes its password " + iterations
                            + " times, but at most " + MAX_ITERATIONS
                            + " times are allowed; create it again with openssl pkcs12 -export");
        }
        Certificate certificate =
                new Certificate(secret.description(), secret.requiredSensitiveBytes("certificate"), password);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password.text().toCharArray());
            if (store.size() == 0) {
                throw new InvalidSecretException(secret.describeKey("certificate")
                        + " is a key store without a key; add a certificate with its key");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidSecretException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? secret.describeKey("password") + " does not open the key store in "
                                    + secret.describeKey("certificate") + "; correct it"
                            : secret.describeKey("certificate")
                                    + " is not a key store of type PKCS#12; create one with openssl pkcs12 -export");
        }
        return certificate;
    }
}
