package io.jenkins.plugins.kubesphere.devops.kapis.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a route below its version, for example {@code /namespaces/{namespace}/pipelines}. A segment in braces
 * stands for one segment of a request, which is then a parameter.
 */
public record PathTemplate(String text) {
    private static final List<String> SCOPES = List.of("workspaces", "namespaces");

    public PathTemplate {
        if (!text.startsWith("/") || text.endsWith("/")) {
            throw new IllegalArgumentException(text + " does not begin with a slash, or ends with one");
        }
    }

    List<String> segments() {
        return List.of(text.substring(1).split("/"));
    }

    /** Names of the segments in braces, in their order. */
    private List<String> parameters() {
        return segments().stream()
                .filter(PathTemplate::isParameter)
                .map(PathTemplate::nameOf)
                .toList();
    }

    /**
     * Returns the parameters of a path that has this form.
     *
     * @return empty if it does not have it
     */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> expected = segments();
        if (expected.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = expected.get(i);
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
        List<String> rest = segments();
        for (String scope : SCOPES) {
            // What is left must still name a resource: a namespace itself is one.
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

    /** Of two templates for one path, the one with fewer parameters is meant. */
    int parameterCount() {
        return parameters().size();
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static String nameOf(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}
