package io.jenkins.plugins.kubesphere.devops.engine.build;

import io.jenkins.plugins.kubesphere.devops.api.RunTriggers;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A build that was started in the engine, and belongs to no run.
 *
 * @param name the build
 * @param startedAt when it started. With the name it identifies the build: a job that was deleted and created again
 *     counts from 1
 * @param trigger what started it, one of {@link RunTriggers}
 * @param user id of the person who started it; empty if it was none
 * @param parameters the values of its parameters, without those that are secret or are no text
 */
public record UnboundBuild(
        BuildName name, Instant startedAt, String trigger, String user, List<RunParameter> parameters) {
    public UnboundBuild {
        Objects.requireNonNull(name);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(trigger);
        Objects.requireNonNull(user);
        parameters = List.copyOf(parameters);
    }
}
