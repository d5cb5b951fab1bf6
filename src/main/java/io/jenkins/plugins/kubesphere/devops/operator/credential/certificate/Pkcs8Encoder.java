package io.jenkins.plugins.kubesphere.devops.operator.credential.certificate;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * Puts a private key of the older forms, {@code RSA PRIVATE KEY} and {@code EC PRIVATE KEY}, into the form PKCS#8, the
 * only one that Java reads. That form says which algorithm and which curve the key has; both are those of the public
 * key.
 */
final class Pkcs8Encoder {
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    private static final int LONG_LENGTH = 0x80;

    private Pkcs8Encoder() {}

    /**
     * @param key the content of the older form
     * @param publicKey the key to which it should belong
     */
    static byte[] encode(byte[] key, PublicKey publicKey) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(VERSION);
        content.writeBytes(algorithm(publicKey.getEncoded()));
        content.writeBytes(element(OCTET_STRING, key));
        return element(SEQUENCE, content.toByteArray());
    }

    /** Returns the first part of an encoded public key. Java has created the encoding, so it is not damaged. */
    private static byte[] algorithm(byte[] publicKey) {
        int start = headerLength(publicKey, 0);
        int header = headerLength(publicKey, start);
        int length = header == 2
                ? publicKey[start + 1]
                : new BigInteger(1, Arrays.copyOfRange(publicKey, start + 2, start + header)).intValueExact();
        return Arrays.copyOfRange(publicKey, start, start + header + length);
    }

    /** Returns how many bytes the tag and the length of an element have. */
    private static int headerLength(byte[] der, int start) {
        int length = der[start + 1] & 0xff;
        return length < LONG_LENGTH ? 2 : 2 + length - LONG_LENGTH;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length < LONG_LENGTH) {
            element.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            byte[] unsigned = length[0] == 0 ? Arrays.copyOfRange(length, 1, length.length) : length;
            element.write(LONG_LENGTH + unsigned.length);
            element.writeBytes(unsigned);
        }
        element.writeBytes(content);
        return element.toByteArray();
    }
}
