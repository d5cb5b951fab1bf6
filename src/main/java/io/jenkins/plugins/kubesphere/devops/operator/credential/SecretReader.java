package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveBytes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the keys of a Secret. A key may be kept under another name, which an annotation gives. Nothing that it throws holds what
 * a key holds.
 */
final class SecretReader {
    private final Map<String, String> data;
    private final Map<String, String> annotations;

    SecretReader(Secret secret) {
        this.data = Objects.requireNonNullElse(secret.getData(), Map.of());
        this.annotations = Objects.requireNonNullElse(secret.getMetadata().getAnnotations(), Map.of());
    }

    /** What the Secret says about itself: one line, empty if it says nothing. */
    String description() {
        String description = annotations.getOrDefault(
                Annotations.JENKINS_DESCRIPTION, annotations.getOrDefault(Annotations.DESCRIPTION, ""));
        return description.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** A text that must be there and not be empty. */
    String text(String key) throws InvalidSecretException {
        String text = decoded(key);
        if (text.isEmpty()) {
            throw new InvalidSecretException(named(key) + " is empty; give it a value");
        }
        return text;
    }

    SensitiveText hidden(String key) throws InvalidSecretException {
        return new SensitiveText(text(key));
    }

    /** A text that may be missing or empty, which is the same. */
    SensitiveText hiddenIfAny(String key) throws InvalidSecretException {
        return new SensitiveText(has(key) ? decoded(key) : "");
    }

    /**
     * A user name: programs pass it on in lines, so that a control character in it could say anything to them.
     *
     * @param other what it is if the key is missing
     */
    String username(String key, String other) throws InvalidSecretException {
        return has(key) ? username(key) : other;
    }

    String username(String key) throws InvalidSecretException {
        String username = text(key);
        if (username.chars().anyMatch(Character::isISOControl)) {
            boolean atTheEnd =
                    username.endsWith("\n") && username.strip().chars().noneMatch(Character::isISOControl);
            throw new InvalidSecretException(named(key)
                    + (atTheEnd
                            ? " ends with a line break; write it without, with printf or under stringData"
                            : " has a control character; write it without"));
        }
        return username;
    }

    /** Bytes that must be there and may be none. */
    byte[] bytes(String key) throws InvalidSecretException {
        String encoded = data.get(bound(key));
        if (encoded == null) {
            throw new InvalidSecretException(named(key) + " is missing; add it");
        }
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new InvalidSecretException(named(key) + " is not base64; give it under stringData as it is");
        }
    }

    SensitiveBytes hiddenBytes(String key) throws InvalidSecretException {
        return new SensitiveBytes(bytes(key));
    }

    boolean has(String key) {
        return data.containsKey(bound(key));
    }

    /** {@code key "password"}, or what it is bound to. */
    String named(String key) {
        String bound = bound(key);
        return "key \"" + bound + "\"" + (bound.equals(key) ? "" : " (bound to " + key + ")");
    }

    private String decoded(String key) throws InvalidSecretException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(key)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidSecretException(
                    named(key)
                            + " is not a text in UTF-8; encode it so, or use a Secret of type credential.devops.kubesphere.io/file");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidSecretException(
                    named(key) + " has a NUL character, which no build can take; write it without");
        }
        return text;
    }

    private String bound(String key) {
        String bound = annotations.get(Annotations.JENKINS_KEY_BINDING_PREFIX + key);
        return bound == null || bound.isEmpty() ? key : bound;
    }
}
