package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A reference to the pipeline of a run, with the fields of an ObjectReference. Only the name is used: the pipeline must
 * be in the namespace of the run. Every part may be null.
 *
 * @param name name of the pipeline
 * @param namespace not read
 * @param kind not read
 * @param apiVersion not read
 * @param uid not read
 * @param resourceVersion not read
 * @param fieldPath not read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineRef(
        String name,
        String namespace,
        String kind,
        String apiVersion,
        String uid,
        String resourceVersion,
        String fieldPath) {

    /** The reference of a run that names no pipeline. */
    public static final PipelineRef NONE = new PipelineRef(null, null, null, null, null, null, null);

    /** Whether the reference names a pipeline. */
    public boolean namesPipeline() {
        return name != null && !name.isBlank();
    }
}
