package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.operator.credential.certificate.PemCertificates;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks texts in PEM form (RFC 7468, and the form of OpenSSH) as far as possible without a library. So a user who
 * enters a public key, a part of a key or a key of another program sees the error in an annotation of the Secret, and
 * not in a build.
 *
 * <p>This class does not use BouncyCastle, which decodes keys: only the beginning of a key is needed here, and the
 * operator also runs without Jenkins, where BouncyCastle is missing.
 */
final class PemValidator {
    // The repetitions are bounded or possessive, so that a match is fast for any text of up to 1 MB.
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ((?:[A-Z0-9]{1,16} ){0,3})PRIVATE KEY-----");
    private static final Pattern PUBLIC_KEY =
            Pattern.compile("\\A\\s*+(?:ssh-|ecdsa-|sk-)[\\w@.-]+ |-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PUBLIC KEY-----");
    private static final Pattern HEADERS = Pattern.compile("\\s*+(?:[A-Za-z-]{1,30}:[^\\n]*+\\n)++\\s*+");
    private static final Pattern PUTTY = Pattern.compile("\\A\\s*+PuTTY-User-Key-File-");
    // See PROTOCOL.key of OpenSSH: the file starts with this word, followed by the length and the name of the cipher.
    private static final byte[] OPENSSH = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OPENSSH_NOT_ENCRYPTED =
            "openssh-key-v1\0\0\0\0\4none".getBytes(StandardCharsets.US_ASCII);

    private PemValidator() {}

    /**
     * Returns a private key in the form that OpenSSH accepts: no text around it, no spaces before a line, and no
     * Windows line breaks.
     *
     * @param name name of the text, for the message
     */
    static String requirePrivateKey(String name, String text) throws InvalidSecretException {
        Optional<Block> key = privateKey(text);
        if (key.isPresent()) {
            return key.get().text();
        }
        if (PUTTY.matcher(text).find()) {
            throw new InvalidSecretException(name + " is a key of PuTTY; convert it with puttygen -O private-openssh");
        }
        if (PUBLIC_KEY.matcher(text).find()) {
            throw new InvalidSecretException(name + " is a public key; give the private key");
        }
        throw new InvalidSecretException(name
                + " is not a private key in PEM form; give the whole file, from -----BEGIN to -----END,"
                + " line breaks included");
    }

    /** Returns whether a private key is encrypted and needs a passphrase. */
    static boolean isEncrypted(String text) {
        return privateKey(text).filter(Block::isEncrypted).isPresent();
    }

    /**
     * Returns the certificates of a text, of which there must be one.
     *
     * @param name name of the text, for the message
     */
    static PemCertificates requireCertificates(String name, String text) throws InvalidSecretException {
        return PemCertificates.parse(text)
                .orElseThrow(
                        () -> new InvalidSecretException(
                                name
                                        + " is not a certificate in PEM form; give the whole file, starting at -----BEGIN CERTIFICATE-----"));
    }

    private static Optional<Block> privateKey(String text) {
        Matcher begin = BEGIN.matcher(text);
        if (!begin.find()) {
            return Optional.empty();
        }
        String kind = begin.group(1);
        int end = text.indexOf("-----END " + kind + "PRIVATE KEY-----", begin.end());
        return end < 0
                ? Optional.empty()
                : Optional.of(new Block(kind, text.substring(begin.end(), end))).filter(Block::isComplete);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private record Block(String kind, String body) {
        /** Returns whether the block has content that can be decoded, so that no part of it was lost or changed. */
        boolean isComplete() {
            byte[] bytes = decode();
            return kind.equals("OPENSSH ") ? startsWith(bytes, OPENSSH) : bytes.length > 0;
        }

        boolean isEncrypted() {
            return switch (kind) {
                case "ENCRYPTED " -> true;
                case "OPENSSH " -> !startsWith(decode(), OPENSSH_NOT_ENCRYPTED);
                default -> body.contains("ENCRYPTED");
            };
        }

        /**
         * Decodes the body; returns no bytes if it is not base64. Old keys have headers before the base64 text, and an
         * empty line after them.
         */
        private byte[] decode() {
            Matcher headers = HEADERS.matcher(body);
            String encoded = headers.lookingAt() ? body.substring(headers.end()) : body;
            try {
                return Base64.getDecoder().decode(encoded.replaceAll("\\s+", ""));
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }

        String text() {
            return "-----BEGIN " + kind + "PRIVATE KEY-----\n"
                    + body.strip().lines().map(line -> line.strip() + "\n").collect(Collectors.joining())
                    + "-----END " + kind + "PRIVATE KEY-----\n";
        }

        @Override
        public String toString() {
            return kind + "****";
        }
    }
}
