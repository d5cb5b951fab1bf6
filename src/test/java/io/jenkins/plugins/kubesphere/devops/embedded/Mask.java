package io.jenkins.plugins.kubesphere.devops.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Replaces secrets by {@code ****}, each line of a secret by itself. A secret that a program re-encodes gets through. */
final class Mask {
    static final Mask NOTHING = new Mask(List.of());
    private static final String STARS = "****";

    /** As ISO 8859-1, where each byte is a character: so output that is no text at all passes unchanged. */
    private final List<String> secrets;

    private Mask(List<String> secrets) {
        this.secrets = secrets;
    }

    static Mask of(Collection<String> values) {
        return new Mask(values.stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .map(line -> new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    byte[] bytes(byte[] given) {
        if (secrets.isEmpty()) {
            return given;
        }
        String text = new String(given, StandardCharsets.ISO_8859_1);
        for (String secret : secrets) {
            text = text.replace(secret, STARS);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text(String given) {
        return new String(bytes(given.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    Lines lines(Consumer<byte[]> out) {
        return new Lines(out);
    }

    /** Bytes on their way to the log; a line that may hold a secret waits for its end. */
    final class Lines {
        private final Consumer<byte[]> out;
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

        private Lines(Consumer<byte[]> out) {
            this.out = out;
        }

        void add(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                waiting.write(bytes[i]);
                if (bytes[i] == '\n') {
                    flush();
                }
            }
            if (secrets.isEmpty()) {
                flush();
            }
        }

        void flush() {
            if (waiting.size() > 0) {
                out.accept(bytes(waiting.toByteArray()));
                waiting.reset();
            }
        }
    }
}
