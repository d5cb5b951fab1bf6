package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Objects;

/**
 * Identifies a PipelineRun. The engine stores all three values with the queue item and the build, but compares only the
 * UID.
 *
 * @param namespace metadata.namespace of the PipelineRun
 * @param name metadata.name of the PipelineRun
 * @param uid metadata.uid of the PipelineRun
 */
public record PipelineRunRef(String namespace, String name, String uid) {
    public PipelineRunRef {
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
