package io.jenkins.plugins.kubesphere.devops.operator.credential.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyMatcherTest {
    /** Octets before the key of the older form in PKCS#8: of this length for RSA keys of 2048 bits, and for P-256. */
    private static final int RSA_HEADER = 26;

    private static final int EC_HEADER = 28;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "DSA", "Ed25519"})
    void theKeyOfAnotherCertificateIsFound(String algorithm) throws Exception {
        KeyPair own = generate(algorithm);
        KeyPair other = generate(algorithm);

        assertThat(belongsToOther("", own.getPrivate().getEncoded(), own)).isFalse();
        assertThat(belongsToOther("", other.getPrivate().getEncoded(), own)).isTrue();
        assertThat(belongsToOther("", generate("RSA").getPrivate().getEncoded(), own))
                .isTrue();
        assertThat(belongsToOther("", generate("EC").getPrivate().getEncoded(), own))
                .isTrue();
    }

    @Test
    void keysOfTheOlderFormsAreCompared() throws Exception {
        KeyPair rsa = generate("RSA");
        KeyPair ec = generate("EC");

        assertThat(belongsToOther("RSA ", older(rsa, RSA_HEADER), rsa)).isFalse();
        assertThat(belongsToOther("RSA ", older(generate("RSA"), RSA_HEADER), rsa))
                .isTrue();
        assertThat(belongsToOther("EC ", older(ec, EC_HEADER), ec)).isFalse();
        assertThat(belongsToOther("EC ", older(generate("EC"), EC_HEADER), ec)).isTrue();
        assertThat(belongsToOther("RSA ", older(rsa, RSA_HEADER), ec)).isTrue();
    }

    @Test
    void whatJavaCannotReadIsNotRefused() throws Exception {
        KeyPair own = generate("EC");

        assertThat(belongsToOther("", new byte[] {1, 2, 3}, own)).isFalse();
        assertThat(belongsToOther("EC ", new byte[] {1, 2, 3}, own)).isFalse();
        assertThat(belongsToOther("OPENSSH ", new byte[] {1, 2, 3}, own)).isFalse();
        assertThat(PrivateKeyMatcher.belongsToOther(
                        "-----BEGIN EC PRIVATE KEY-----\nA\n-----END EC PRIVATE KEY-----\n", own.getPublic()))
                .as("damaged base64")
                .isFalse();
    }

    private static byte[] older(KeyPair pair, int header) {
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] older = Arrays.copyOfRange(pkcs8, header, pkcs8.length);
        assertThat(older[0]).isEqualTo((byte) 0x30);
        return older;
    }

    private static boolean belongsToOther(String kind, byte[] key, KeyPair certified) {
        String label = kind + "PRIVATE KEY-----\n";
        String pem = "-----BEGIN " + label + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + label;
        return PrivateKeyMatcher.belongsToOther(pem, certified.getPublic());
    }

    private static KeyPair generate(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("RSA") || algorithm.equals("DSA")) {
            generator.initialize(2048);
        } else if (algorithm.equals("EC")) {
            generator.initialize(256);
        }
        return generator.generateKeyPair();
    }
}
