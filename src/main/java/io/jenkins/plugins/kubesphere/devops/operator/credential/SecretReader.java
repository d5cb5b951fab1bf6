package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveBytes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the keys of a Secret. An annotation may bind a key to another name. No exception contains a value of the
 * Secret.
 */
final class SecretReader {
    private static final Pattern LINE_BREAK_AT_END = Pattern.compile("\\r?\\n\\z");
    private static final int MAX_LISTED_KEYS = 10;

    private final Map<String, String> data;
    private final Map<String, String> annotations;
    private final List<String> notes = new ArrayList<>();

    SecretReader(Secret secret) {
        this.data = Objects.requireNonNullElse(secret.getData(), Map.of());
        this.annotations = MetadataReader.annotations(secret);
    }

    /** Returns the description of the Secret as one line; empty if there is none. */
    String description() {
        String description = annotations.getOrDefault(
                Annotations.JENKINS_DESCRIPTION, annotations.getOrDefault(Annotations.DESCRIPTION, ""));
        return description.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** Returns a text that must exist and must not be empty. */
    String requiredText(String key) throws InvalidSecretException {
        String text = decode(key);
        if (text.isEmpty()) {
            throw new InvalidSecretException(describeKey(key) + " is empty; give it a value");
        }
        return text;
    }

    SensitiveText requiredSensitiveText(String key) throws InvalidSecretException {
        return new SensitiveText(requiredText(key));
    }

    /** Returns a text that may be missing or empty; both give an empty text. */
    SensitiveText optionalSensitiveText(String key) throws InvalidSecretException {
        return new SensitiveText(has(key) ? decode(key) : "");
    }

    /**
     * Returns a user name; the default if the key is missing or empty. A line break at the end, which {@code echo}
     * appends, does not belong to the name. Other control characters are refused: programs send the name in line-based
     * protocols, where a line end could start another command.
     */
    String username(String key, String defaultUsername) throws InvalidSecretException {
        String text = optionalSensitiveText(key).text();
        String username = LINE_BREAK_AT_END.matcher(text).replaceFirst("");
        if (username.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSecretException(describeKey(key) + " contains a control character; remove it");
        }
        return username.isEmpty() ? defaultUsername : username;
    }

    /** Returns bytes. The key must exist, and its value may be empty. */
    byte[] requiredBytes(String key) throws InvalidSecretException {
        String encoded = data.get(boundKey(key));
        if (encoded == null) {
            throw new InvalidSecretException(describeKey(key) + " is missing; add it" + describePresentKeys());
        }
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new InvalidSecretException(
                    describeKey(key) + " is not base64; give the plain value under stringData");
        }
    }

    SensitiveBytes requiredSensitiveBytes(String key) throws InvalidSecretException {
        return new SensitiveBytes(requiredBytes(key));
    }

    boolean has(String key) {
        return data.containsKey(boundKey(key));
    }

    /** Returns true if the Secret has no key but these. */
    boolean hasOnly(Set<String> keys) {
        return keys.stream().map(this::boundKey).collect(Collectors.toSet()).containsAll(data.keySet());
    }

    /** Notes something that its owner should know, although the Secret becomes a credential. */
    void addNote(String note) {
        notes.add(note);
    }

    /** Returns the notes in one line; empty if there is none. */
    String notes() {
        return String.join("; ", notes);
    }

    /** Names the keys that are there: the missing one may only have another name. */
    private String describePresentKeys() {
        return data.isEmpty()
                ? ""
                : data.keySet().stream()
                        .sorted()
                        .limit(MAX_LISTED_KEYS)
                        .map(key -> "\"" + key + "\"")
                        .collect(Collectors.joining(", ", ", or correct its name; the Secret has ", ""));
    }

    /** Returns the key for a message, such as {@code key "password"}, and also the name to which it is bound. */
    String describeKey(String key) {
        String boundKey = boundKey(key);
        return "key \"" + boundKey + "\"" + (boundKey.equals(key) ? "" : " (bound to " + key + ")");
    }

    private String decode(String key) throws InvalidSecretException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(requiredBytes(key)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidSecretException(describeKey(key)
                    + " is not UTF-8 text; encode it as UTF-8, or use a Secret of type"
                    + " credential.devops.kubesphere.io/file");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidSecretException(
                    describeKey(key) + " contains a NUL character, which no build can use; remove it");
        }
        return text;
    }

    private String boundKey(String key) {
        String boundKey = annotations.get(Annotations.JENKINS_KEY_BINDING_PREFIX + key);
        return boundKey == null || boundKey.isEmpty() ? key : boundKey;
    }
}
