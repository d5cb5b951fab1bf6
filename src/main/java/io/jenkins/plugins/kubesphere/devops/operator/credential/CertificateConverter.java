package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.Certificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;

/** A key store in {@code certificate} that {@code password} opens; a password that is missing is none. */
final class CertificateConverter implements SecretConverter {
    /** Three parts with 600,000 each, as careful people make them; opened within two seconds. */
    private static final long MOST_ROUNDS = 2_000_000;

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        byte[] bytes = secret.bytes("certificate");
        SensitiveText password = secret.hiddenIfAny("password");
        long rounds = Pkcs12Iterations.of(bytes);
        if (rounds > MOST_ROUNDS) {
            throw new InvalidSecretException(secret.named("certificate") + " has its password hashed " + rounds
                    + " times, and at most " + MOST_ROUNDS + " are allowed; make it anew with openssl pkcs12 -export");
        }
        Certificate certificate = new Certificate(secret.description(), secret.hiddenBytes("certificate"), password);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password.text().toCharArray());
            if (store.size() == 0) {
                throw new InvalidSecretException(
                        secret.named("certificate") + " is an empty key store; put a key into it");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidSecretException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? secret.named("password") + " does not open the key store in "
                                    + secret.named("certificate") + "; correct it"
                            : secret.named("certificate")
                                    + " is not a key store of type PKCS#12; make one with openssl pkcs12 -export");
        }
        return certificate;
    }
}
