package io.jenkins.plugins.kubesphere.devops.api;

/** Values of {@link PipelineAnnotations#JENKINSFILE_EDIT_MODE}, and of what we answer with. */
public final class EditModes {
    /** The Jenkinsfile in the spec was edited; its JSON is to follow. */
    public static final String RAW = "raw";

    /** The JSON in the annotation was edited; the Jenkinsfile is to follow. */
    public static final String JSON = "json";

    /** {@link PipelineAnnotations#JENKINSFILE_VALIDATE}: both say the same. */
    public static final String SUCCESS = "success";

    /** {@link PipelineAnnotations#JENKINSFILE_VALIDATE}: they do not, or there is only one of them. */
    public static final String FAILURE = "failure";

    private EditModes() {}
}
