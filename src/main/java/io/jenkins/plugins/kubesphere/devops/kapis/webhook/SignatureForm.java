package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a provider proves that it knows the secret.
 *
 * @param header the header with the proof
 * @param prefix of the proof
 * @param isToken whether the proof is the secret itself; else it is the HMAC-SHA256 of the body, in hexadecimal digits
 */
record SignatureForm(String header, String prefix, boolean isToken) {
    private static final String HMAC = "HmacSHA256";
    private static final int DIGITS = 64;

    static SignatureForm hex(String header) {
        return new SignatureForm(header, "", false);
    }

    /** Another prefix, such as {@code sha1=}, means an algorithm that is not accepted. */
    static SignatureForm prefixed(String header) {
        return new SignatureForm(header, "sha256=", false);
    }

    static SignatureForm token(String header) {
        return new SignatureForm(header, "", true);
    }

    /**
     * Whether a proof is correct. The comparison takes constant time.
     *
     * @param secret not empty
     */
    boolean isProof(String proof, byte[] secret, byte[] signed) {
        if (!proof.startsWith(prefix)) {
            return false;
        }
        String value = proof.substring(prefix.length());
        if (isToken) {
            // The HMACs have the same length, whatever the length of the token is.
            return MessageDigest.isEqual(hmac(secret, secret), hmac(secret, value.getBytes(StandardCharsets.UTF_8)));
        }
        return value.length() == DIGITS
                && MessageDigest.isEqual(
                        HexFormat.of().formatHex(hmac(secret, signed)).getBytes(StandardCharsets.US_ASCII),
                        value.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + HMAC, e);
        }
    }
}
