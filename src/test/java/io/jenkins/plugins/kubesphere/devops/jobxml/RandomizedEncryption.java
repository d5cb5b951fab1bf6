package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Encrypts secrets for tests. As in an engine, each encryption of the same secret gives a different text. */
final class RandomizedEncryption implements SecretEncryption {
    private final AtomicInteger salt = new AtomicInteger();

    @Override
    public String encrypt(String plain) {
        byte[] bytes = (salt.incrementAndGet() + ":" + plain).getBytes(StandardCharsets.UTF_8);
        return "{" + Base64.getEncoder().encodeToString(bytes) + "}";
    }

    @Override
    public Optional<String> decrypt(String stored) {
        if (!stored.startsWith("{") || !stored.endsWith("}")) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(stored.substring(1, stored.length() - 1));
            String salted = new String(bytes, StandardCharsets.UTF_8);
            return salted.contains(":") ? Optional.of(salted.substring(salted.indexOf(':') + 1)) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
