package io.jenkins.plugins.kubesphere.devops.api;

/** Values of {@link PipelineAnnotations#JENKINSFILE_EDIT_MODE}. */
public final class JenkinsfileEditModes {
    /** The Jenkinsfile in the spec was edited; this plugin converts it to JSON. */
    public static final String RAW = "raw";

    /** The JSON in the annotation was edited; this plugin converts it to the Jenkinsfile. */
    public static final String JSON = "json";

    private JenkinsfileEditModes() {}
}
