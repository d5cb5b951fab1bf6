package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import java.util.List;

/**
 * A right that the operator needs, one rule of its ClusterRole.
 *
 * @param group API group; empty for the core group
 * @param resource plural, with subresource after a slash if there is one
 * @param verbs what it does with them
 */
public record Right(String group, String resource, List<String> verbs) {
    public Right {
        verbs = List.copyOf(verbs);
    }

    public static Right to(String group, String resource, String... verbs) {
        return new Right(group, resource, List.of(verbs));
    }

    /** {@code pipelineruns.devops.kubesphere.io/status}: the name of the definition, then the subresource. */
    public String qualified() {
        return group.isEmpty() ? resource : resource.replaceFirst("(/|$)", "." + group + "$1");
    }
}
