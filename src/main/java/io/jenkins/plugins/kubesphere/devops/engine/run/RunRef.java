package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Objects;

/**
 * Identifies a PipelineRun. Its build has all three values from the time when it is queued. The UID alone is the
 * identity.
 *
 * @param namespace namespace of the PipelineRun
 * @param name its metadata.name
 * @param uid its metadata.uid
 */
public record RunRef(String namespace, String name, String uid) {
    public RunRef {
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(name);
        Objects.requireNonNull(uid);
    }

    /** Returns a text such as {@code PipelineRun demo/web-1}, for messages. */
    @Override
    public String toString() {
        return "PipelineRun " + namespace + "/" + name;
    }
}
