package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import java.util.List;

/**
 * A right that the operator needs: one rule of its ClusterRole, or of a Role if it is needed in one namespace only.
 *
 * @param group API group; empty for the core group
 * @param resource plural, with subresource after a slash if there is one
 * @param verbs what it does with them
 * @param namespace where; empty for everywhere
 * @param name with which one; empty for all
 */
public record Permission(String group, String resource, List<String> verbs, String namespace, String name) {
    public Permission {
        verbs = List.copyOf(verbs);
    }

    public static Permission to(String group, String resource, String... verbs) {
        return new Permission(group, resource, List.of(verbs), "", "");
    }

    /** The same with other verbs. */
    public Permission with(List<String> others) {
        return new Permission(group, resource, others, namespace, name);
    }

    /** The same in one namespace only. */
    public Permission in(String only) {
        return new Permission(group, resource, verbs, only, name);
    }

    /** The same for one object only. */
    public Permission named(String only) {
        return new Permission(group, resource, verbs, namespace, only);
    }

    /** {@code pipelineruns.devops.kubesphere.io/status}: the name of the definition, then the subresource. */
    public String qualified() {
        return group.isEmpty() ? resource : resource.replaceFirst("(/|$)", "." + group + "$1");
    }
}
