package io.jenkins.plugins.kubesphere.devops.api;

/** Values of {@link PipelineAnnotations#JENKINSFILE_VALIDATION}. */
public final class JenkinsfileValidationResults {
    /** The Jenkinsfile and the JSON have the same content. */
    public static final String SUCCESS = "success";

    /** The contents of the Jenkinsfile and the JSON differ, or one is missing. */
    public static final String FAILURE = "failure";

    private JenkinsfileValidationResults() {}
}
