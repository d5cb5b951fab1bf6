package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Names the pipeline of a run, in the form of a general object reference. Only the name counts: the pipeline is looked
 * up in the run's own namespace. Every part may be null.
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

    /** Names no pipeline. */
    public static final PipelineRef NONE = new PipelineRef(null, null, null, null, null, null, null);

    /** Says whether a pipeline is named at all. */
    public boolean named() {
        return name != null && !name.isBlank();
    }
}
