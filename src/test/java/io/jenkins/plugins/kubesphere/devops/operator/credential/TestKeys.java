package io.jenkins.plugins.kubesphere.devops.operator.credential;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Creates a private key and its certificate with the keytool of this Java, once in each test run. So no key is stored
 * in the project.
 */
public final class TestKeys {
    public static final String PASSWORD = "store-Pa55word";

    private static final String ALIAS = "key";

    /** Java reads this property when it writes a key store. */
    private static final String MAC_ITERATIONS = "keystore.pkcs12.macIterationCount";

    private static byte[] keyStore;

    private TestKeys() {}

    /** A key store in the format PKCS#12; its password is {@link #PASSWORD}. */
    public static synchronized byte[] keyStore() throws Exception {
        if (keyStore == null) {
            Path folder = Files.createTempDirectory("keys");
            Path file = folder.resolve("store.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            ALIAS,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=demo",
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool failed, or did not end within a minute");
            }
            keyStore = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
        }
        return keyStore.clone();
    }

    /**
     * A key store that takes about as long to open as is allowed; its password is {@link #PASSWORD}.
     *
     * @param iterations how often the password is hashed
     */
    public static byte[] slowKeyStore(int iterations) throws Exception {
        KeyStore loaded = loaded();
        // A key store that was loaded keeps its number of iterations.
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                ALIAS,
                loaded.getKey(ALIAS, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                loaded.getCertificateChain(ALIAS));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setProperty(MAC_ITERATIONS, String.valueOf(iterations));
        try {
            store.store(bytes, PASSWORD.toCharArray());
        } finally {
            System.clearProperty(MAC_ITERATIONS);
        }
        return bytes.toByteArray();
    }

    public static String certificate() throws Exception {
        return pem("CERTIFICATE", loaded().getCertificate(ALIAS).getEncoded());
    }

    /** The private key in the format PKCS#8, not encrypted. */
    public static String privateKey() throws Exception {
        return pem("PRIVATE KEY", loaded().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    /** A private key in the format of OpenSSH, with only the parts that the code under test reads. */
    static String openSsh(String cipher) {
        return pem(
                "OPENSSH PRIVATE KEY",
                ("openssh-key-v1\0\0\0\0" + (char) cipher.length() + cipher + "rest")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    private static KeyStore loaded() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(keyStore()), PASSWORD.toCharArray());
        return store;
    }
}
