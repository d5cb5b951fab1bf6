package io.jenkins.plugins.kubesphere.devops.engine.build;

import io.jenkins.plugins.kubesphere.devops.api.RunTriggers;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A build that was started in the engine, and belongs to no run.
 *
 * @param name the build
 * @param startedAt when it started. With the name it identifies the build: a job that was deleted and created again
 *     counts from 1
 * @param trigger what started it, one of {@link RunTriggers}
 * @param user id of the person who started it; empty if it was none
 * @param original what it repeats; empty if it repeats no build, or one of no run
 * @param parameters the values of its parameters, without those that are secret or are no text
 */
public record UnboundBuild(
        BuildRef name,
        Instant startedAt,
        String trigger,
        String user,
        Optional<ReplayedRun> original,
        List<RunParameter> parameters) {
    public UnboundBuild {
        Objects.requireNonNull(name);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(trigger);
        Objects.requireNonNull(user);
        Objects.requireNonNull(original);
        parameters = List.copyOf(parameters);
    }

    /** A build that repeats no other. */
    public UnboundBuild(BuildRef name, Instant startedAt, String trigger, String user, List<RunParameter> parameters) {
        this(name, startedAt, trigger, user, Optional.empty(), parameters);
    }

    /** Returns the same build with other parameters. */
    public UnboundBuild withParameters(List<RunParameter> others) {
        return new UnboundBuild(name, startedAt, trigger, user, original, others);
    }

    /**
     * The run whose build is repeated.
     *
     * @param name name of the run
     * @param stage the stage at which the build began; empty if it began at the start
     */
    public record ReplayedRun(String name, Optional<String> stage) {}
}
