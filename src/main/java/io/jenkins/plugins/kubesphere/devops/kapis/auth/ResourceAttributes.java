package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.Objects;

/**
 * What a caller wants to do, in the words of a SubjectAccessReview. A text is empty if it does not apply.
 *
 * @param namespace the project; empty for what is in no project
 * @param workspace of KubeSphere; Kubernetes does not know it
 */
public record ResourceAttributes(
        String verb,
        String group,
        String version,
        String resource,
        String subresource,
        String name,
        String namespace,
        String workspace) {
    public ResourceAttributes {
        Objects.requireNonNull(verb);
        Objects.requireNonNull(group);
        Objects.requireNonNull(version);
        Objects.requireNonNull(resource);
        Objects.requireNonNull(subresource);
        Objects.requireNonNull(name);
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(workspace);
    }

    /** For a message, for example {@code create pipelines/scan in project demo}. */
    @Override
    public String toString() {
        String what = verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource);
        String of = name.isEmpty() ? "" : " \"" + name + "\"";
        String in = namespace.isEmpty()
                ? workspace.isEmpty() ? "" : " in workspace " + workspace
                : " in project " + namespace;
        return what + of + in;
    }
}
