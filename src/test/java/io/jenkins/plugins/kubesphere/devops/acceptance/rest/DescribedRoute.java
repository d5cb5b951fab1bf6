package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A route, as the REST API describes itself.
 *
 * @param path with names of parameters in braces
 * @param secured whether the route needs credentials
 * @param hasBody whether the route reads a JSON object
 * @param offered whether the route does anything
 * @param query the parameters of its query
 */
record DescribedRoute(
        String method, String path, boolean secured, boolean hasBody, boolean offered, Set<String> query) {
    private static final Pattern PARAMETER = Pattern.compile("[{]([^}]+)[}]");

    static List<DescribedRoute> read(KapisClient kapis) {
        List<DescribedRoute> routes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                kapis.document("/kapis/openapi/v3").path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode description = operation.getValue();
                routes.add(new DescribedRoute(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        !description.path("security").isEmpty(),
                        description.has("requestBody"),
                        !description.at("/summary").asText().endsWith("(not offered)"),
                        StreamSupport.stream(description.path("parameters").spliterator(), false)
                                .filter(parameter ->
                                        parameter.path("in").asText().equals("query"))
                                .map(parameter -> parameter.path("name").asText())
                                .collect(Collectors.toSet())));
            }
        }
        return routes;
    }

    boolean isRead() {
        return method.equals("GET");
    }

    /** Whether a form is as good as JSON. */
    boolean readsForm() {
        return path.endsWith("/checkScriptCompile");
    }

    boolean isNamespaced() {
        return path.contains("/namespaces/{namespace}/");
    }

    /** The names in braces, in their order. */
    List<String> parameters() {
        return PARAMETER.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** The path with a value for each parameter. */
    String path(Map<String, String> values) {
        return PARAMETER.matcher(path).replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
