package io.jenkins.plugins.kubesphere.devops.kapis.route;

import java.util.Objects;
import java.util.Optional;

/**
 * One line of a route table.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param permission what the caller needs; empty if the handler decides itself who may call it
 * @param input type of the body; {@link Void} if there is none
 * @param output type of the answer; {@link Void} if it has no body
 * @param summary what the route does, in a few words
 */
public record Route(
        String method,
        PathTemplate template,
        Optional<RoutePermission> permission,
        RequestHandler handler,
        Class<?> input,
        Class<?> output,
        String summary) {
    public Route {
        Objects.requireNonNull(method);
        Objects.requireNonNull(template);
        Objects.requireNonNull(permission);
        Objects.requireNonNull(handler);
        Objects.requireNonNull(input);
        Objects.requireNonNull(output);
        Objects.requireNonNull(summary);
    }
}
