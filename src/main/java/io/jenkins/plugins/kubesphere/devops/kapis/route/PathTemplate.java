package io.jenkins.plugins.kubesphere.devops.kapis.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The path of a route below its version, for example {@code /namespaces/{namespace}/pipelines}. A segment in braces
 * stands for one segment of a request, which is then a parameter. Immutable.
 */
public final class PathTemplate {
    private static final List<String> SCOPES = List.of("workspaces", "namespaces");

    private final String text;
    private final List<String> segments;

    /** @throws IllegalArgumentException if a slash or a brace is missing, or two parameters have the same name */
    PathTemplate(String text) {
        if (!text.startsWith("/") || text.endsWith("/")) {
            throw new IllegalArgumentException(text + " does not begin with a slash, or ends with one");
        }
        this.text = text;
        this.segments = List.of(text.substring(1).split("/"));
        Set<String> names = new HashSet<>();
        for (String segment : segments) {
            if (isParameter(segment) && !segment.endsWith("}")) {
                throw new IllegalArgumentException(text + " has a segment that ends without a brace");
            }
            if (isParameter(segment) && !names.add(segment)) {
                throw new IllegalArgumentException(text + " has two parameters " + segment);
            }
        }
    }

    /** As it is given, with the braces. */
    public String text() {
        return text;
    }

    List<String> segments() {
        return segments;
    }

    /**
     * Returns the parameters of a path that has this form.
     *
     * @return empty if the path does not match
     */
    Optional<Map<String, String>> match(List<String> path) {
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            String value = path.get(i);
            if (isParameter(segment) && !value.isEmpty()) {
                parameters.put(nameOf(segment), value);
            } else if (!segment.equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** The segments after workspace and namespace: resource, name, subresource, and so on. */
    List<String> resourceParts() {
        List<String> rest = segments;
        for (String scope : SCOPES) {
            // A path that ends with the namespace names the namespace itself.
            if (rest.size() > 2 && rest.get(0).equals(scope)) {
                rest = rest.subList(2, rest.size());
            }
        }
        return rest;
    }

    /** Name of the parameter that names the object; empty if the path names none, or a fixed one. */
    public Optional<String> nameParameter() {
        List<String> parts = resourceParts();
        return parts.size() > 1 && isParameter(parts.get(1)) ? Optional.of(nameOf(parts.get(1))) : Optional.empty();
    }

    /** Number of segments in braces; {@link RouteTable} prefers the route with fewer. */
    int parameterCount() {
        return (int) segments.stream().filter(PathTemplate::isParameter).count();
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static String nameOf(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
