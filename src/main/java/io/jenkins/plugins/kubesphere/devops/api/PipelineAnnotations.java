package io.jenkins.plugins.kubesphere.devops.api;

/** Annotations of a Pipeline. Each line says: who writes it, who reads it, what the value is. */
public final class PipelineAnnotations {
    private static final String PREFIX = "pipeline.devops.kubesphere.io/";

    /** We write it, users read it. One of {@link SyncStates}. */
    public static final String SYNC_STATUS = PREFIX + "syncstatus";

    /** Written and read by ks-devops alone, opaque; ours is {@link Annotations#OBSERVED_SPEC}. */
    public static final String SPEC_HASH = PREFIX + "spechash";

    /** Nobody writes it today; consoles may show it. A time. */
    public static final String SYNC_TIME = PREFIX + "synctime";

    /** Nobody writes it today; consoles may show it. Free text. */
    public static final String SYNC_MESSAGE = PREFIX + "syncmsg";

    /** We write it, the REST API and consoles read it. JSON object: weather score, parameters, counts of branches. */
    public static final String METADATA = PREFIX + "jenkins-metadata";

    /** We write it, the REST API and consoles read it. JSON array of the branches of a multi-branch pipeline. */
    public static final String BRANCHES = PREFIX + "jenkins-branches";

    /** A person writes it, we remove it when done. Its presence asks for runs that only the engine has. */
    public static final String REQUEST_TO_SYNC_RUNS = PREFIX + "request-to-sync-pipelineruns";

    /** Consoles and we write it, consoles read it. The Jenkinsfile as the JSON model of declarative Pipeline. */
    public static final String JENKINSFILE = PREFIX + "jenkinsfile";

    /** Consoles write {@code json} or {@code raw}: which form was edited. We reset it to empty once converted. */
    public static final String JENKINSFILE_EDIT_MODE = PREFIX + "jenkinsfile.edit.mode";

    /** We write it, consoles read it. {@code success} or {@code failure} of converting the Jenkinsfile. */
    public static final String JENKINSFILE_VALIDATE = PREFIX + "jenkinsfile.validate";

    /** A person writes it, the SCM webhook reads it. URL of the Git repository that may start this pipeline. */
    public static final String SCM_URL = "scm.devops.kubesphere.io";

    /** A person writes it, the SCM webhook reads it. JSON array of regular expressions, {@code ["main","fea-.*"]}. */
    public static final String SCM_REF = "scm.devops.kubesphere.io/ref";

    /**
     * On a multi-branch pipeline: a person writes it, we read it. {@code "false"}: a branch that is found for the first time
     * gets a job and no build; it is built when it changes, or by a run. Anything else, and absent: it is built at once.
     */
    public static final String BUILD_NEW_BRANCHES = "devops.kubesphere.io/build-new-branches";

    /** Value of {@link #BUILD_NEW_BRANCHES}. */
    public static final String NO = "false";

    private PipelineAnnotations() {}
}
