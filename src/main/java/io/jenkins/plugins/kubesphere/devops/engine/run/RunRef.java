package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Objects;

/**
 * A PipelineRun. The build carries all three from the moment it is queued; its identity is the UID alone.
 *
 * @param namespace the PipelineRun's namespace
 * @param name its metadata.name
 * @param uid its metadata.uid
 */
public record RunRef(String namespace, String name, String uid) {
    public RunRef {
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(name);
        Objects.requireNonNull(uid);
    }

    /** {@code PipelineRun demo/web-1}, as messages say it. */
    @Override
    public String toString() {
        return "PipelineRun " + namespace + "/" + name;
    }
}
