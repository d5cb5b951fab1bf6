package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Values of {@link PipelineAnnotations#JENKINSFILE_EDIT_MODE} and of {@link PipelineAnnotations#JENKINSFILE_VALIDATE}.
 */
public final class EditModes {
    /** The Jenkinsfile in the spec was edited; this plugin converts it to JSON. */
    public static final String RAW = "raw";

    /** The JSON in the annotation was edited; this plugin converts it to the Jenkinsfile. */
    public static final String JSON = "json";

    /** Value of {@link PipelineAnnotations#JENKINSFILE_VALIDATE}: Jenkinsfile and JSON have the same content. */
    public static final String SUCCESS = "success";

    /**
     * Value of {@link PipelineAnnotations#JENKINSFILE_VALIDATE}: the contents of Jenkinsfile and JSON differ, or one is
     * missing.
     */
    public static final String FAILURE = "failure";

    private EditModes() {}
}
