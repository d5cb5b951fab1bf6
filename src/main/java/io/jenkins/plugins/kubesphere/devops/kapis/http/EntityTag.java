package io.jenkins.plugins.kubesphere.devops.kapis.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A strong entity tag of an answer (RFC 9110, section 8.8.3). It comes from the versions of what the answer shows, so that
 * the answer itself is not written for a client that has it already. Each process has tags of its own: another version
 * of the plugin may show the same objects in another way.
 */
public final class EntityTag {
    private static final int BYTES = 16;
    private static final byte[] PROCESS = new byte[BYTES];

    static {
        new SecureRandom().nextBytes(PROCESS);
    }

    private final String text;

    private EntityTag(String text) {
        this.text = text;
    }

    /** Collects what an answer depends on. The order counts. Not for several threads. */
    public static final class Builder {
        private final MessageDigest digest;

        private Builder() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java has no SHA-256", e);
            }
            digest.update(PROCESS);
        }

        /** @param part a version, a name or a text; null counts as a value of its own */
        public Builder add(Object part) {
            digest.update(Objects.toString(part, "\u0000").getBytes(StandardCharsets.UTF_8));
            // Without it, "ab" and "c" would be "a" and "bc".
            digest.update((byte) 0);
            return this;
        }

        /** Adds a content, whatever bytes it has. */
        public Builder addContent(byte[] content) {
            add(content.length);
            digest.update(content);
            return this;
        }

        public EntityTag build() {
            return new EntityTag('"' + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + '"');
        }
    }

    /** A tag that is a number, which the client sends back as the place where it goes on. */
    public static EntityTag of(long number) {
        return new EntityTag('"' + Long.toString(number) + '"');
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether a client has the answer with this tag.
     *
     * @param ifNoneMatch the header of its request; empty if it has none
     */
    public boolean matches(Optional<String> ifNoneMatch) {
        return ifNoneMatch.stream()
                .flatMap(tags -> Stream.of(tags.split(",")))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || withoutSuffix(tag).equals(text));
    }

    /** Jetty marks a tag of an answer that it compresses, and a proxy may make a tag weak for the same reason. */
    private static String withoutSuffix(String tag) {
        return tag.replaceFirst("^W/", "").replaceFirst("--gzip\"$", "\"");
    }

    /** As in the header {@code ETag}, with its quotation marks. */
    @Override
    public String toString() {
        return text;
    }
}
