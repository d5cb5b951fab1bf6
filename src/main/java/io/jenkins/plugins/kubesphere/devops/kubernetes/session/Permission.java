package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import java.util.List;

/**
 * A permission that the operator needs: one rule of its ClusterRole, or of a Role if it applies to one namespace only.
 *
 * @param group API group; empty for the core group
 * @param resource plural of the resource, with the subresource after a slash if there is one
 * @param verbs what the operator does with the resource
 * @param namespace the namespace where it applies; empty for all namespaces
 * @param name the object to which it applies; empty for all objects
 */
public record Permission(String group, String resource, List<String> verbs, String namespace, String name) {
    public Permission {
        verbs = List.copyOf(verbs);
    }

    public static Permission to(String group, String resource, String... verbs) {
        return new Permission(group, resource, List.of(verbs), "", "");
    }

    /** Returns the same permission with other verbs. */
    public Permission with(List<String> others) {
        return new Permission(group, resource, others, namespace, name);
    }

    /** Returns the same permission for one namespace only. */
    public Permission in(String only) {
        return new Permission(group, resource, verbs, only, name);
    }

    /** Returns the same permission for one object only. */
    public Permission named(String only) {
        return new Permission(group, resource, verbs, namespace, only);
    }

    /**
     * Returns the full name as in {@code pipelineruns.devops.kubesphere.io/status}: the name of the definition, then
     * the subresource.
     */
    public String qualified() {
        return group.isEmpty() ? resource : resource.replaceFirst("(/|$)", "." + group + "$1");
    }
}
