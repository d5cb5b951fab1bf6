package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tests the count of the hash iterations that are needed to open a key store. The count does not open it. */
class Pkcs12IterationCounterTest {
    private static final char[] PASSWORD = "any".toCharArray();

    @Test
    void theIterationsOfAllPartsAndOfTheMacAreAdded() throws Exception {
        long mac = Pkcs12IterationCounter.count(createKeyStore());
        assertThat(mac).as("iterations of the MAC by default").isBetween(1_000L, 1_000_000L);
        assertThat(Pkcs12IterationCounter.count(createKeyStore(70_000))).isEqualTo(mac + 70_000);
        assertThat(Pkcs12IterationCounter.count(createKeyStore(70_000, 2_000_000)))
                .isEqualTo(mac + 2_070_000);
    }

    @Test
    void aKeyStoreWithTooManyIterationsIsRefused() throws Exception {
        TestSecretBuilder secret = TestSecretBuilder.of("credential.devops.kubesphere.io/certificate")
                .with("certificate", createKeyStore(1_500_000, 1_500_000))
                .with("password", "any");
        assertThat(InvalidSecretsTest.refusal(secret))
                .matches("key \"certificate\" is a key store that hashes its password 30\\d{5} times,"
                        + " but at most 2000000 times are allowed; create it again with openssl pkcs12 -export");
    }

    @Test
    void wrongLengthsDoNotStopTheCount() {
        assertThat(Pkcs12IterationCounter.count(new byte[] {0x30, (byte) 0x80, 0x04, 1, 7, 0x02, 1, 9, 0, 0}))
                .isEqualTo(9);
        assertThat(Pkcs12IterationCounter.count(new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1, 0x04, 1, 7, 0x02, 1, 9}))
                .isEqualTo(9);
        assertThat(Pkcs12IterationCounter.count(new byte[] {0x04, 1, 7, 0x02, 6, 1, 0, 0, 0, 0, 0}))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(Pkcs12IterationCounter.count(nested(1_000_000))).isZero();
    }

    @Property
    void theCountOfAnyBytesIsNotNegative(@ForAll byte[] bytes) {
        assertThat(Pkcs12IterationCounter.count(bytes)).isNotNegative();
    }

    /** Elements nested in each other, up to the end of the array. */
    private static byte[] nested(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i + 1 < size; i += 2) {
            bytes[i] = 0x30;
            bytes[i + 1] = (byte) 0x80;
        }
        return bytes;
    }

    private static byte[] createKeyStore(int... iterations) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < iterations.length; i++) {
            byte[] salt = new byte[20];
            new SecureRandom().nextBytes(salt);
            store.setEntry(
                    "key-" + i,
                    new KeyStore.SecretKeyEntry(
                            new SecretKeySpec("sixteen bytes :)".getBytes(StandardCharsets.US_ASCII), "AES")),
                    new KeyStore.PasswordProtection(
                            PASSWORD, "PBEWithHmacSHA256AndAES_256", new PBEParameterSpec(salt, iterations[i])));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD);
        return bytes.toByteArray();
    }
}
