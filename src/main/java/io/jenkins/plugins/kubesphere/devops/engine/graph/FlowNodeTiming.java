package io.jenkins.plugins.kubesphere.devops.engine.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When a stage or step ran.
 *
 * @param start empty if it has not started
 * @param duration from its start to its end, or to now; not negative; includes pauses
 */
public record FlowNodeTiming(Optional<Instant> start, Duration duration) {
    /** It has not started, or was skipped. */
    public static final FlowNodeTiming NONE = new FlowNodeTiming(Optional.empty(), Duration.ZERO);

    public FlowNodeTiming {
        Objects.requireNonNull(start);
        Objects.requireNonNull(duration);
    }

    /** @param endMillis the end or now, in milliseconds since 1970, as {@code startMillis} */
    public static FlowNodeTiming between(long startMillis, long endMillis) {
        return new FlowNodeTiming(
                Optional.of(Instant.ofEpochMilli(startMillis)),
                // A clock may be set back.
                Duration.ofMillis(Math.max(0, endMillis - startMillis)));
    }
}
