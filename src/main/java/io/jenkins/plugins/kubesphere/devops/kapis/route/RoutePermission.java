package io.jenkins.plugins.kubesphere.devops.kapis.route;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The right that a route asks for, as a rule of a Role names it. It follows from method and path alone, by the rule of
 * KubeSphere's gateway, so that the roles of ks-devops work unchanged.
 *
 * @param verb {@code get}, {@code list}, {@code create}, {@code update}, {@code patch}, {@code delete} or {@code
 *     deletecollection}
 * @param subresource empty if there is none
 */
public record RoutePermission(String verb, String group, String resource, String subresource) {
    public RoutePermission {
        Objects.requireNonNull(verb);
        Objects.requireNonNull(group);
        Objects.requireNonNull(resource);
        Objects.requireNonNull(subresource);
    }

    /** Returns the right for the template of a route. */
    static RoutePermission of(String method, String group, PathTemplate template) {
        List<String> parts = template.resourceParts();
        String subresource = parts.size() > 2 ? parts.get(2) : "";
        return new RoutePermission(verb(method, parts.size() > 1), group, parts.get(0), subresource);
    }

    private static String verb(String method, boolean hasName) {
        return switch (method) {
            case "GET" -> hasName ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "DELETE" -> hasName ? "delete" : "deletecollection";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    /** For example {@code create pipelines/scan}. */
    @Override
    public String toString() {
        return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource);
    }
}
