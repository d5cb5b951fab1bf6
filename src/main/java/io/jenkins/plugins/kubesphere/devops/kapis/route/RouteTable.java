package io.jenkins.plugins.kubesphere.devops.kapis.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The routes of one version of one API group. Immutable. */
public final class RouteTable {
    private final String group;
    private final String version;
    private final List<Route> routes;

    private RouteTable(Builder builder) {
        this.group = builder.group;
        this.version = builder.version;
        this.routes = builder.routes.stream().map(Route.Builder::build).toList();
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
        private final List<Route.Builder> routes = new ArrayList<>();

        private Builder(String group, String version) {
            this.group = group;
            this.version = version;
        }

        /** Adds a route without a body in the request. */
        public Builder add(String method, String template, RequestHandler handler, Type output, String summary) {
            return add(method, template, handler, Void.class, output, summary);
        }

        /** Adds a route. Its permission follows from method and template. */
        public Builder add(
                String method, String template, RequestHandler handler, Type input, Type output, String summary) {
            PathTemplate path = new PathTemplate(template);
            RoutePermission permission = RoutePermission.of(method, group, path);
            routes.add(new Route.Builder(method, path, Optional.of(permission), handler, input, output, summary));
            return this;
        }

        /** Adds a route that asks for no credentials, as {@link Route#permission} says. */
        public Builder addOpen(
                String method, String template, RequestHandler handler, Type input, Type output, String summary) {
            PathTemplate path = new PathTemplate(template);
            routes.add(new Route.Builder(method, path, Optional.empty(), handler, input, output, summary));
            return this;
        }

        /** Adds to the last route parameters in the query. */
        public Builder query(RouteQueryParameter... parameters) {
            return query(List.of(parameters));
        }

        /** Adds to the last route parameters in the query. */
        public Builder query(List<RouteQueryParameter> parameters) {
            return changeLast(route -> route.addQuery(parameters));
        }

        /** The last route accepts a request without a body. */
        public Builder optionalBody() {
            return changeLast(Route.Builder::inputIsOptional);
        }

        /** The last route answers with this media type, and not with JSON. */
        public Builder produces(String mediaType) {
            return changeLast(route -> route.setOutputMediaType(mediaType));
        }

        /** The last route may also fail with these statuses, which not each route has. */
        public Builder failsWith(Integer... statuses) {
            return changeLast(route -> route.setFailures(Set.of(statuses)));
        }

        /** The last route answers 501, and does nothing. */
        public Builder notOffered() {
            return changeLast(Route.Builder::notOffered);
        }

        /**
         * The last route is also watched, with {@link RouteQueryParameter#WATCH}.
         *
         * @param kind of the objects that its answer shows
         */
        public Builder watchable(Class<? extends HasMetadata> kind) {
            return query(RouteQueryParameter.WATCH).changeLast(route -> route.setWatched(kind));
        }

        private Builder changeLast(Consumer<Route.Builder> change) {
            change.accept(routes.get(routes.size() - 1));
            return this;
        }

        /** @throws IllegalStateException if two routes have the same method and path */
        public RouteTable build() {
            RouteTable table = new RouteTable(this);
            Set<String> seen = new HashSet<>();
            for (Route route : table.routes) {
                String name = route.method() + " " + route.template().text();
                if (!seen.add(name)) {
                    throw new IllegalStateException("there are two routes " + name);
                }
            }
            return table;
        }
    }
}
