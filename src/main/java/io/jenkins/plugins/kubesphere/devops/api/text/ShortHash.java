package io.jenkins.plugins.kubesphere.devops.api.text;

import java.nio.charset.StandardCharsets;

/** Computes a short hash of a text, to detect a change of the text; not for security. */
public final class ShortHash {
    private static final int DIGITS = 16;

    private ShortHash() {}

    /** Returns the first 16 hexadecimal digits of the SHA-256 of the text in UTF-8. */
    public static String compute(String text) {
        return Sha256.hexDigest(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
