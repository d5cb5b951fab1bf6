package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Masks the texts of one result of an engine. Each text is masked once, because many of them are equal. Not
 * thread-safe.
 */
final class TextMasker {
    private final Supplier<Optional<SecretMask>> finder;
    private final Map<String, String> masked = new HashMap<>();
    private final Map<String, Boolean> withSecret = new HashMap<>();
    private Optional<SecretMask> mask;

    /** @param finder called if there is a text; if it returns no mask, the texts are left out */
    TextMasker(Supplier<Optional<SecretMask>> finder) {
        this.finder = finder;
    }

    /** Returns the text without secrets; empty if they are not known. */
    String mask(String text) {
        return text.isEmpty()
                ? ""
                : masked.computeIfAbsent(
                        text,
                        key -> findMask().map(found -> found.applyToText(key)).orElse(""));
    }

    boolean hasSecret(String text) {
        return !text.isEmpty()
                && withSecret.computeIfAbsent(
                        text, key -> findMask().map(found -> found.changes(key)).orElse(true));
    }

    private Optional<SecretMask> findMask() {
        if (mask == null) {
            mask = finder.get();
        }
        return mask;
    }
}
