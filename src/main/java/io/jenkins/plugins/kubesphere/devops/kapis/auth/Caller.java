package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who sends a request, as a reviewer has said it. Nothing of it is taken from the request itself.
 *
 * @param name name of the user, for example {@code admin} or {@code system:serviceaccount:ci:deployer}
 * @param uid id of the user; empty if unknown
 * @param groups for Kubernetes; may be empty
 * @param extra what else the API server knows, for its reviews of access
 * @param origin who vouches for the caller
 */
public record Caller(String name, String uid, List<String> groups, Map<String, List<String>> extra, Origin origin) {
    /** Who said who the caller is. It decides who is asked what the caller may do. */
    public enum Origin {
        KUBERNETES,
        KUBESPHERE,
        /** A session or an API token of Jenkins. */
        JENKINS,
        /** Nobody. */
        NONE
    }

    /** Who calls a route that asks for no credentials, such as a webhook. */
    public static final Caller UNKNOWN = new Caller("anonymous", "", List.of(), Map.of(), Origin.NONE);

    /** Tells callers apart: a user of Jenkins may have the name of a user of Kubernetes. */
    public String key() {
        return origin + " " + name;
    }

    public Caller {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a caller has no name");
        }
        Objects.requireNonNull(uid);
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
        Objects.requireNonNull(origin);
    }
}
