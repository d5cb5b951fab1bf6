package io.jenkins.plugins.kubesphere.devops.kapis.route;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.http.RequestBody;
import java.util.Map;
import java.util.Objects;

/**
 * A request of which route and caller are known.
 *
 * @param path values of the segments in braces of the route's template, decoded
 * @param body read when a handler asks for it
 */
public record KapisRequest(Caller caller, Map<String, String> path, QueryParameters query, RequestBody body) {
    public KapisRequest {
        Objects.requireNonNull(caller);
        path = Map.copyOf(path);
        Objects.requireNonNull(query);
        Objects.requireNonNull(body);
    }

    /**
     * The value of a segment in braces.
     *
     * @throws IllegalArgumentException if the template of the route does not have it
     */
    public String segment(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }
}
