package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Values of {@link PipelineAnnotations#JENKINSFILE_EDIT_MODE} and of {@link PipelineAnnotations#JENKINSFILE_VALIDATE}.
 */
public final class EditModes {
    /** The Jenkinsfile in the spec was edited; we convert it to JSON. */
    public static final String RAW = "raw";

    /** The JSON in the annotation was edited; we convert it to the Jenkinsfile. */
    public static final String JSON = "json";

    /** Of {@link PipelineAnnotations#JENKINSFILE_VALIDATE}: the Jenkinsfile and the JSON have the same content. */
    public static final String SUCCESS = "success";

    /** Of {@link PipelineAnnotations#JENKINSFILE_VALIDATE}: their contents differ, or one of them is missing. */
    public static final String FAILURE = "failure";

    private EditModes() {}
}
