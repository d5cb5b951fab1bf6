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
public record RequiredPermission(String group, String resource, List<String> verbs, String namespace, String name) {
    public RequiredPermission {
        verbs = List.copyOf(verbs);
    }

    public static RequiredPermission to(String group, String resource, String... verbs) {
        return new RequiredPermission(group, resource, List.of(verbs), "", "");
    }

    /** Returns the same permission with other verbs. */
    public RequiredPermission withVerbs(List<String> verbs) {
        return new RequiredPermission(group, resource, verbs, namespace, name);
    }

    /** Returns the same permission for one namespace only. */
    public RequiredPermission inNamespace(String namespace) {
        return new RequiredPermission(group, resource, verbs, namespace, name);
    }

    /** Returns the same permission for one object only. */
    public RequiredPermission forObject(String name) {
        return new RequiredPermission(group, resource, verbs, namespace, name);
    }

    /**
     * Returns the full name of the resource, such as {@code pipelineruns.devops.kubesphere.io/status}: the plural, the
     * group and the subresource, if there is one.
     */
    public String qualifiedName() {
        return group.isEmpty() ? resource : resource.replaceFirst("(/|$)", "." + group + "$1");
    }
}
