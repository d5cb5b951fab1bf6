package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of the annotations of a Pipeline. Each comment says who writes the annotation, who reads it, and what its value
 * is. "We" is this plugin.
 */
public final class PipelineAnnotations {
    private static final String PREFIX = "pipeline.devops.kubesphere.io/";

    /** We write it, users read it. One of {@link SyncStates}. */
    public static final String SYNC_STATUS = PREFIX + "syncstatus";

    /** A hash that only ks-devops writes and reads. This plugin uses {@link Annotations#OBSERVED_SPEC} instead. */
    public static final String SPEC_HASH = PREFIX + "spechash";

    /** Nobody writes it today; consoles may show it. The value is a time. */
    public static final String SYNC_TIME = PREFIX + "synctime";

    /** Nobody writes it today; consoles may show it. Free text. */
    public static final String SYNC_MESSAGE = PREFIX + "syncmsg";

    /** We write it, the REST API and consoles read it. JSON object: weather score, parameters, branch counts. */
    public static final String METADATA = PREFIX + "jenkins-metadata";

    /** We write it, the REST API and consoles read it. JSON array of the branches of a multi-branch pipeline. */
    public static final String BRANCHES = PREFIX + "jenkins-branches";

    /**
     * A person writes it, we read it and remove it. It asks for a PipelineRun for each build that has none, however old
     * the build is.
     */
    public static final String REQUEST_TO_SYNC_RUNS = PREFIX + "request-to-sync-pipelineruns";

    /**
     * The REST API or a person writes it, we read it and remove it. On a multi-branch pipeline, it asks for a scan of its
     * repository. The value says which request that is, so that a later one is not taken for it.
     */
    public static final String REQUEST_TO_SCAN = PREFIX + "request-to-scan";

    /** Consoles and we write and read it. The Jenkinsfile as the JSON model of declarative Pipeline. */
    public static final String JENKINSFILE_JSON = PREFIX + "jenkinsfile";

    /**
     * Consoles write it, we read it and set it to the empty text after the conversion. The form that was edited: {@link
     * JenkinsfileEditModes#JSON} or {@link JenkinsfileEditModes#RAW}.
     */
    public static final String JENKINSFILE_EDIT_MODE = PREFIX + "jenkinsfile.edit.mode";

    /**
     * We write it, consoles read it. Result of the conversion, one of {@link JenkinsfileValidationResults}.
     */
    public static final String JENKINSFILE_VALIDATION = PREFIX + "jenkinsfile.validate";

    /**
     * A person writes it, the SCM webhook of ks-devops and that of the REST API read it. URL of the Git repository whose
     * pushes start this pipeline.
     */
    public static final String SCM_URL = "scm.devops.kubesphere.io";

    /**
     * A person writes it, both webhooks read it. JSON array of regular expressions; a ref such as {@code
     * refs/heads/main} must contain a match of one of them, for example of {@code ["main","fea-.*"]}.
     */
    public static final String SCM_REF = "scm.devops.kubesphere.io/ref";

    /**
     * A person writes it, the webhook of the REST API reads it. Name of a Secret of type {@link SecretTypes#SECRET_TEXT}
     * in the namespace of the pipeline. Only pushes that are signed with its text count for this pipeline.
     */
    public static final String SCM_WEBHOOK_SECRET = "scm.devops.kubesphere.io/webhook-secret";

    /**
     * On a multi-branch pipeline: a person writes it, we read it. If it is {@code "false"}, a branch that is found for
     * the first time gets a job but no build; it is built when it changes, or by a run. If it is absent or has another
     * value, the branch is built at once.
     */
    public static final String BUILD_NEW_BRANCHES = "devops.kubesphere.io/build-new-branches";

    /** Value of {@link #BUILD_NEW_BRANCHES}: a new branch gets no build. */
    public static final String BUILD_NEW_BRANCHES_FALSE = "false";

    /**
     * A person writes it, we read it. If it is {@code "false"}, builds of this pipeline that are started in Jenkins get
     * no PipelineRun.
     */
    public static final String IMPORT_BUILDS = "devops.kubesphere.io/import-builds";

    /** Value of {@link #IMPORT_BUILDS}: builds get no PipelineRun. */
    public static final String IMPORT_BUILDS_FALSE = "false";

    /**
     * A person writes it, we read it. How many finished runs are kept, of a multi-branch pipeline of each branch; {@code
     * -1} for no limit. With this annotation or {@link #DAYS_TO_KEEP_RUNS}, the discarder of the Pipeline and the
     * configuration of the plugin do not apply to runs.
     */
    public static final String RUNS_TO_KEEP = "devops.kubesphere.io/runs-to-keep";

    /** As {@link #RUNS_TO_KEEP}: for how many days after their end finished runs are kept. */
    public static final String DAYS_TO_KEEP_RUNS = "devops.kubesphere.io/days-to-keep-runs";

    private PipelineAnnotations() {}
}
