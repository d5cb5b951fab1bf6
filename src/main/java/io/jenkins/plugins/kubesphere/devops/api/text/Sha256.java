package io.jenkins.plugins.kubesphere.devops.api.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes SHA-256 hashes. */
public final class Sha256 {
    private Sha256() {}

    /** Returns the hash as 64 lower-case hexadecimal digits. */
    public static String hexDigest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256, which it must have", e);
        }
    }
}
