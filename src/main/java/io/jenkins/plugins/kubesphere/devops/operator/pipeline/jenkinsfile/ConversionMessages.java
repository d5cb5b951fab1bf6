package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.JenkinsfileEditModes;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;

/** Creates the messages for users about conversions. Each begins with the name of the pipeline. */
final class ConversionMessages {
    private ConversionMessages() {}

    static String withName(Pipeline pipeline, String text) {
        return pipeline.getKind() + " " + pipeline.getMetadata().getNamespace() + "/"
                + pipeline.getMetadata().getName() + ": " + text;
    }

    /** Omits the value of the annotation, because it may be any text, also a long one. */
    static String unknownMode(Pipeline pipeline) {
        return withName(
                pipeline,
                "the annotation " + PipelineAnnotations.JENKINSFILE_EDIT_MODE + " has an unknown value; set it to "
                        + JenkinsfileEditModes.RAW + " or " + JenkinsfileEditModes.JSON + ", or remove it");
    }

    static String emptyJson(Pipeline pipeline) {
        return withName(
                pipeline,
                "the annotation " + PipelineAnnotations.JENKINSFILE_EDIT_MODE + " is \"" + JenkinsfileEditModes.JSON
                        + "\" but " + PipelineAnnotations.JENKINSFILE_JSON + " is empty; write the JSON there");
    }

    /**
     * @param needed bytes of the JSON
     * @param available bytes that the other annotations leave for the JSON
     */
    static String tooLarge(Pipeline pipeline, int needed, int available) {
        return withName(
                pipeline,
                "the JSON of the Jenkinsfile has " + needed + " bytes, but only " + available
                        + " bytes are free: Kubernetes allows " + Annotations.MAX_TOTAL_BYTES
                        + " bytes for all annotations of an object; shorten the Jenkinsfile, or edit it as text");
    }
}
