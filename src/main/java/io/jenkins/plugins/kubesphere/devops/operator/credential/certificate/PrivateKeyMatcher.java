package io.jenkins.plugins.kubesphere.devops.operator.credential.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether a private key belongs to a public key. Kinds of keys that Java cannot read are not checked. The check
 * is fast: for RSA the moduli are compared; for other kinds, a sample is signed and verified.
 */
public final class PrivateKeyMatcher {
    private static final String BEGIN = "-----BEGIN ";
    private static final String PRIVATE_KEY = "PRIVATE KEY-----";

    /** The algorithm of a key, by the first word of its block. A block without such a word may have any algorithm. */
    private static final Map<String, String> ALGORITHMS = Map.of("RSA", "RSA", "EC", "EC");

    private static final List<String> ALL_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");
    private static final Map<String, String> SIGNATURES =
            Map.of("EC", "SHA256withECDSA", "EdDSA", "EdDSA", "DSA", "SHA256withDSA");
    private static final byte[] SAMPLE = {1, 2, 3};

    private PrivateKeyMatcher() {}

    /**
     * Returns true if the key was read and belongs to another certificate. False also means that the key was not
     * checked.
     *
     * @param pem one private key in PEM form that is not encrypted, without text around it
     */
    public static boolean belongsToOther(String pem, PublicKey certified) {
        String kind = pem.substring(BEGIN.length(), pem.indexOf(PRIVATE_KEY)).strip();
        byte[] content;
        try {
            content = Base64.getMimeDecoder()
                    .decode(pem.substring(
                            pem.indexOf(PRIVATE_KEY) + PRIVATE_KEY.length(), pem.lastIndexOf("-----END ")));
        } catch (IllegalArgumentException e) {
            return false; // The block has headers, or is damaged.
        }
        String named = ALGORITHMS.get(kind);
        if (named != null && !certified.getAlgorithm().startsWith(named)) {
            return true;
        }
        Optional<PrivateKey> key = named != null ? readNamed(content, certified) : readAny(kind, content);
        return key.isPresent() && !isPair(key.get(), certified);
    }

    /** The older form does not name the algorithm or the curve, so those of the certificate are used. */
    private static Optional<PrivateKey> readNamed(byte[] content, PublicKey certified) {
        return read(certified.getAlgorithm(), Pkcs8Encoder.encode(content, certified));
    }

    private static Optional<PrivateKey> readAny(String kind, byte[] content) {
        return kind.isEmpty()
                ? ALL_ALGORITHMS.stream()
                        .flatMap(algorithm -> read(algorithm, content).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<PrivateKey> read(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // A key of another algorithm, or one that Java does not know.
        }
    }

    private static boolean isPair(PrivateKey key, PublicKey certified) {
        if (key instanceof RSAKey rsa) {
            return certified instanceof RSAKey other && rsa.getModulus().equals(other.getModulus());
        }
        try {
            Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // The key of the certificate has another algorithm or another size.
        }
    }
}
