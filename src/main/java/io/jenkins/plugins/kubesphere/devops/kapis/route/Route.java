package io.jenkins.plugins.kubesphere.devops.kapis.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One line of a route table.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param permission what the caller needs; empty if nobody is asked for credentials, and the handler itself finds out
 *     whether the request is genuine, by its signature for example
 * @param input type of the body; {@link Void} if there is none
 * @param inputRequired whether a request without a body is refused
 * @param output type of the answer; {@link Void} if it has no body
 * @param outputMediaType of the answer
 * @param summary what the route does, in a few words
 * @param query the parameters in the query that the route reads
 * @param offered whether the route does anything; if not, it answers 501 to whoever has the right
 * @param failures statuses of answers that not each route has, such as 502
 * @param watched the kind of the objects that the answer shows; empty if it cannot be watched
 */
public record Route(
        String method,
        PathTemplate template,
        Optional<RoutePermission> permission,
        RequestHandler handler,
        Type input,
        boolean inputRequired,
        Type output,
        String outputMediaType,
        String summary,
        List<RouteQueryParameter> query,
        boolean offered,
        Set<Integer> failures,
        Optional<Class<? extends HasMetadata>> watched) {
    private static final String JSON = "application/json";

    public Route {
        Objects.requireNonNull(method);
        Objects.requireNonNull(template);
        Objects.requireNonNull(permission);
        Objects.requireNonNull(handler);
        Objects.requireNonNull(input);
        Objects.requireNonNull(output);
        Objects.requireNonNull(outputMediaType);
        Objects.requireNonNull(summary);
        query = List.copyOf(query);
        failures = Set.copyOf(failures);
        Objects.requireNonNull(watched);
    }

    /** Collects what a route has. At first it has no parameters in the query, and answers with JSON. */
    static final class Builder {
        private final String method;
        private final PathTemplate template;
        private final Optional<RoutePermission> permission;
        private final RequestHandler handler;
        private final Type input;
        private final Type output;
        private final String summary;
        private final List<RouteQueryParameter> query = new ArrayList<>();
        private boolean inputRequired;
        private String outputMediaType = JSON;
        private boolean offered = true;
        private Set<Integer> failures = Set.of();
        private Optional<Class<? extends HasMetadata>> watched = Optional.empty();

        /** Begins a route whose body is required if it has one. */
        Builder(
                String method,
                PathTemplate template,
                Optional<RoutePermission> permission,
                RequestHandler handler,
                Type input,
                Type output,
                String summary) {
            this.method = method;
            this.template = template;
            this.permission = permission;
            this.handler = handler;
            this.input = input;
            this.inputRequired = input != Void.class;
            this.output = output;
            this.summary = summary;
        }

        void addQuery(List<RouteQueryParameter> more) {
            query.addAll(more);
        }

        void inputIsOptional() {
            inputRequired = false;
        }

        void setOutputMediaType(String type) {
            outputMediaType = type;
        }

        void setFailures(Set<Integer> statuses) {
            failures = statuses;
        }

        void notOffered() {
            offered = false;
        }

        void setWatched(Class<? extends HasMetadata> kind) {
            watched = Optional.of(kind);
        }

        Route build() {
            return new Route(
                    method,
                    template,
                    permission,
                    handler,
                    input,
                    inputRequired,
                    output,
                    outputMediaType,
                    summary,
                    query,
                    offered,
                    failures,
                    watched);
        }
    }
}
