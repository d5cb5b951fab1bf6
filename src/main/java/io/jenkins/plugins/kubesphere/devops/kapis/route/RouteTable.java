package io.jenkins.plugins.kubesphere.devops.kapis.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes of one version of one API group. Immutable. */
public final class RouteTable {
    private final String group;
    private final String version;
    private final List<Route> routes;

    private RouteTable(Builder builder) {
        this.group = builder.group;
        this.version = builder.version;
        this.routes = List.copyOf(builder.routes);
    }

    /**
     * A route that a path has.
     *
     * @param parameters values of the segments in braces, decoded
     */
    public record Match(Route route, Map<String, String> parameters) {}

    public static Builder of(String group, String version) {
        return new Builder(group, version);
    }

    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    public List<Route> routes() {
        return routes;
    }

    public boolean serves(ApiPath path) {
        return path.group().equals(group) && path.version().equals(version);
    }

    /** Returns the routes of a path, one for each method. */
    public List<Match> match(ApiPath path) {
        List<String> segments = ProjectAlias.replace(path.segments());
        List<Match> found = new ArrayList<>();
        for (Route route : routes) {
            route.template().match(segments).ifPresent(values -> found.add(new Match(route, values)));
        }
        int fewest = found.stream()
                .mapToInt(match -> match.route().template().parameterCount())
                .min()
                .orElse(0);
        found.removeIf(match -> match.route().template().parameterCount() > fewest);
        return found;
    }

    /** Adds the routes in the order in which documents show them. */
    public static final class Builder {
        private final String group;
        private final String version;
        private final List<Route> routes = new ArrayList<>();

        private Builder(String group, String version) {
            this.group = group;
            this.version = version;
        }

        /** Adds a route without a body in the request. */
        public Builder add(String method, String template, RequestHandler handler, Class<?> output, String summary) {
            return add(method, template, handler, Void.class, output, summary);
        }

        /** Adds a route. Its permission follows from method and template. */
        public Builder add(
                String method,
                String template,
                RequestHandler handler,
                Class<?> input,
                Class<?> output,
                String summary) {
            PathTemplate path = new PathTemplate(template);
            RoutePermission permission = RoutePermission.of(method, group, path);
            routes.add(new Route(method, path, Optional.of(permission), handler, input, output, summary));
            return this;
        }

        /** @throws IllegalStateException if two routes have the same method and path */
        public RouteTable build() {
            Set<String> seen = new HashSet<>();
            for (Route route : routes) {
                String name = route.method() + " " + route.template().text();
                if (!seen.add(name)) {
                    throw new IllegalStateException("there are two routes " + name);
                }
            }
            return new RouteTable(this);
        }
    }
}
