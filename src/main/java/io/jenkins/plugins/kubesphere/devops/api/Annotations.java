package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Annotations of more than one kind, and those of projects and Secrets; {@link PipelineAnnotations} and
 * {@link RunAnnotations} hold the rest. Each line says: on what, who writes it, who reads it, what the value is.
 */
public final class Annotations {
    /**
     * On a project or pipeline: we write it after a successful sync, and read it. {@link SpecHash} of that spec, and a word
     * behind it if {@link PipelineAnnotations#BUILD_NEW_BRANCHES} was off.
     */
    public static final String OBSERVED_SPEC = "devops.kubesphere.io/observed-spec";

    /**
     * On a regular pipeline: we write it with each conversion of its Jenkinsfile, and read it. {@link ShortHash} of the
     * Jenkinsfile that {@link PipelineAnnotations#JENKINSFILE} was made of, or that was made of it.
     */
    public static final String OBSERVED_JENKINSFILE = "devops.kubesphere.io/observed-jenkinsfile";

    /**
     * On a project or pipeline: a person writes it, we read it. {@code "true"} allows us to take over a folder or job
     * of that name that was there before; without it nothing is overwritten.
     */
    public static final String ADOPT = "devops.kubesphere.io/adopt";

    /** On a project, pipeline, Secret or namespace: API clients write it, consoles read it. User name, as claimed. */
    public static final String OWNER = "kubesphere.io/creator";

    /**
     * On anything: API clients write it, consoles read it; that of a project we put on its folder. Name to display, free
     * text.
     */
    public static final String ALIAS_NAME = "kubesphere.io/alias-name";

    /**
     * On anything: API clients write it, consoles read it; that of a project we put on its folder, that of a Secret on its
     * credential unless {@link #JENKINS_DESCRIPTION} is there. Free text.
     */
    public static final String DESCRIPTION = "kubesphere.io/description";

    /** On a project: API clients write {@code pending}, we the outcome; users read it. One of {@link SyncStates}. */
    public static final String PROJECT_SYNC_STATUS = "devopsproject.devops.kubesphere.io/syncstatus";

    /** On a project: ks-devops' REST API writes it, nobody reads it. A time in Go's own notation. */
    public static final String PROJECT_SYNC_TIME = "devopsproject.devops.kubesphere.io/synctime";

    /** On a credential Secret: API clients write {@code pending}, we the outcome; users read it. One of {@link SyncStates}. */
    public static final String CREDENTIAL_SYNC_STATUS = "credential.devops.kubesphere.io/syncstatus";

    /** On a credential Secret: we write why it is no credential, and take it off once it is one; users read it. */
    public static final String CREDENTIAL_SYNC_MESSAGE = "credential.devops.kubesphere.io/syncmsg";

    /** On a credential Secret: written and read by ks-devops alone. An opaque hash. */
    public static final String CREDENTIAL_DATA_HASH = "credential.devops.kubesphere.io/datahash";

    /** On a credential Secret: API clients write it; we always sync and do not ask for it. Always {@code "true"}. */
    public static final String CREDENTIAL_AUTO_SYNC = "credential.devops.kubesphere.io/autosync";

    /** On a credential Secret: API clients write it, nobody reads it. A time in Go's own notation. */
    public static final String CREDENTIAL_SYNC_TIME = "credential.devops.kubesphere.io/synctime";

    /** On a credential Secret: clients write it, for display; the Secret's type decides. Last part of that. */
    public static final String CREDENTIAL_TYPE = "credential.devops.kubesphere.io/type";

    /** On a Secret: people write it, we show it as the credential's description. As in kubernetes-credentials-provider. */
    public static final String JENKINS_DESCRIPTION = "jenkins.io/credentials-description";

    /**
     * On a Secret, with the name of a key after it: people write it, we read that key under the name which is the value.
     * As in kubernetes-credentials-provider.
     */
    public static final String JENKINS_KEY_BINDING_PREFIX = "jenkins.io/credentials-keybinding-";

    private Annotations() {}
}
