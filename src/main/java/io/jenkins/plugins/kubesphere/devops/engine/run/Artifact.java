package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that a build archived.
 *
 * @param path below the archive, with slashes, for example {@code target/app.jar}
 * @param size in bytes
 */
public record Artifact(String path, long size, Instant modifiedAt) {
    public Artifact {
        Objects.requireNonNull(path);
        Objects.requireNonNull(modifiedAt);
    }

    /** The last segment of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Splits a path that somebody sent.
     *
     * @return empty if no file of an archive can have it, because it leads elsewhere, for example
     */
    public static Optional<List<String>> segments(String path) {
        List<String> segments = Arrays.asList(path.split("/", -1));
        boolean isPath = segments.stream()
                .noneMatch(segment -> segment.isEmpty()
                        || segment.equals(".")
                        || segment.equals("..")
                        || segment.indexOf('\\') >= 0
                        || segment.chars().anyMatch(Character::isISOControl));
        return isPath ? Optional.of(segments) : Optional.empty();
    }
}
