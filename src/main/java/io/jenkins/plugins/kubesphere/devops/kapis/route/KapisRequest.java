package io.jenkins.plugins.kubesphere.devops.kapis.route;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.http.RequestBody;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request of which route and caller are known.
 *
 * @param token of the caller, if the settings say that the caller writes with it; it must not be kept longer than the
 *     request
 * @param path values of the segments in braces of the route's template, decoded
 * @param body read when a handler asks for it
 */
public record KapisRequest(
        Caller caller,
        Optional<BearerToken> token,
        Map<String, String> path,
        QueryParameters query,
        Headers headers,
        RequestBody body) {
    /** The headers of a request. */
    @FunctionalInterface
    public interface Headers {
        /** The first value of a header; empty if it is not given or has no text. The case of the name does not matter. */
        Optional<String> find(String name);
    }

    public KapisRequest {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(token);
        path = Map.copyOf(path);
        Objects.requireNonNull(query);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
    }

    /** The same request of another caller. */
    public KapisRequest withCaller(Caller other) {
        return new KapisRequest(other, token, path, query, headers, body);
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
