package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How a running build is ended, from the weakest to the strongest way. Jenkins offers people the same three. */
public enum StopLevel {
    /**
     * Interrupts the running steps. The Jenkinsfile can catch that, and run {@code finally} and {@code post}, which
     * have as long to clean up as Kubernetes gives a pod by default.
     */
    INTERRUPT(Duration.ofSeconds(30)),
    /** Ends the running steps, also those that ignore an interruption, and those of {@code finally} and {@code post}. */
    TERMINATE(Duration.ofSeconds(60)),
    /** Ends the build without its steps. What they started may go on to run. */
    KILL(Duration.ofSeconds(15));

    private final Duration timeout;

    StopLevel(Duration timeout) {
        this.timeout = timeout;
    }

    /** How long the build has to end before the {@link #next} level is used, or before the stop has failed. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the next stronger way; empty if there is none. */
    public Optional<StopLevel> next() {
        return Arrays.stream(values()).skip(ordinal() + 1L).findFirst();
    }
}
