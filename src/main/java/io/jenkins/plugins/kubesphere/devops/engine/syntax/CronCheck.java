package io.jenkins.plugins.kubesphere.devops.engine.syntax;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a cron expression.
 *
 * @param message for people: what is wrong, or when the expression applies
 * @param last when it would have applied before; empty if it is not known
 * @param next when it will apply; empty if it is not known
 */
public record CronCheck(Level level, String message, Optional<Instant> last, Optional<Instant> next) {
    /** How good an expression is. */
    public enum Level {
        OK,
        /** It can be used, but not as people should want it. */
        WARNING,
        /** It cannot be used. */
        ERROR
    }

    public CronCheck {
        Objects.requireNonNull(level);
        Objects.requireNonNull(message);
        Objects.requireNonNull(last);
        Objects.requireNonNull(next);
    }

    /** An expression that cannot be used. */
    public static CronCheck error(String message) {
        return new CronCheck(Level.ERROR, message, Optional.empty(), Optional.empty());
    }
}
