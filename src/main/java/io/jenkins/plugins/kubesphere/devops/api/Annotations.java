package io.jenkins.plugins.kubesphere.devops.api;

import io.jenkins.plugins.kubesphere.devops.api.text.ShortHash;

/**
 * Names of annotations on projects and Secrets, and of annotations that several kinds have. The other annotations are
 * in {@link PipelineAnnotations} and {@link RunAnnotations}. Each comment says which kind has the annotation, who
 * writes it, who reads it, and what its value is. "We" is this plugin.
 */
public final class Annotations {
    /**
     * The limit of Kubernetes for all annotations of an object together: keys and values, in bytes of UTF-8
     * (apimachinery, {@code TotalAnnotationSizeLimitB}).
     */
    public static final int MAX_TOTAL_BYTES = 256 * 1024;

    /**
     * On a project or pipeline: we write it after a successful sync, and read it. {@link SpecHash} of the spec. If
     * {@link PipelineAnnotations#BUILD_NEW_BRANCHES} was {@code "false"}, the suffix {@code -known-branches} follows.
     * Last come a slash and the UID of the object, so that the value does not count on a copy of the object.
     */
    public static final String OBSERVED_SPEC = "devops.kubesphere.io/observed-spec";

    /**
     * On a regular pipeline: we write it with each conversion of its Jenkinsfile, and read it. {@link ShortHash} of the
     * Jenkinsfile that was converted to {@link PipelineAnnotations#JENKINSFILE_JSON} or from it.
     */
    public static final String OBSERVED_JENKINSFILE = "devops.kubesphere.io/observed-jenkinsfile";

    /**
     * On a project or pipeline: a person writes it, we read it. {@code "true"} allows us to adopt an existing folder or
     * job with that name, or a namespace whose label {@link Labels#PROJECT} names the project. Without it we do not
     * change them.
     */
    public static final String ADOPT = "devops.kubesphere.io/adopt";

    /**
     * On a project, pipeline, Secret or namespace: API clients write it, consoles read it. We copy it from a project to
     * its namespace. Name of the user who created the object; it is not verified.
     */
    public static final String CREATOR = "kubesphere.io/creator";

    /**
     * On any kind: API clients write it, consoles read it. A name to display, free text. We copy it from a project to
     * the project's folder.
     */
    public static final String ALIAS_NAME = "kubesphere.io/alias-name";

    /**
     * On any kind: API clients write it, consoles read it. Free text. We copy it from a project to its folder, and from
     * a Secret to its credential unless the Secret has {@link #JENKINS_DESCRIPTION}.
     */
    public static final String DESCRIPTION = "kubesphere.io/description";

    /**
     * On a project: API clients write {@code pending}, we write the result; users read it. One of {@link SyncStates}.
     */
    public static final String PROJECT_SYNC_STATUS = "devopsproject.devops.kubesphere.io/syncstatus";

    /** On a project: the REST API of ks-devops writes it, nobody reads it. A time as Go prints it. */
    public static final String PROJECT_SYNC_TIME = "devopsproject.devops.kubesphere.io/synctime";

    /**
     * On a credential Secret: API clients write {@code pending}, we write the result; users read it. One of
     * {@link SyncStates}.
     */
    public static final String CREDENTIAL_SYNC_STATUS = "credential.devops.kubesphere.io/syncstatus";

    /** On a credential Secret: we write why it cannot become a credential, or a note; users read it. */
    public static final String CREDENTIAL_SYNC_MESSAGE = "credential.devops.kubesphere.io/syncmsg";

    /** On a credential Secret: only ks-devops writes and reads it. An opaque hash. */
    public static final String CREDENTIAL_DATA_HASH = "credential.devops.kubesphere.io/datahash";

    /** On a credential Secret: API clients write it; we do not read it and always sync. Always {@code "true"}. */
    public static final String CREDENTIAL_AUTO_SYNC = "credential.devops.kubesphere.io/autosync";

    /** On a credential Secret: API clients write it, nobody reads it. A time as Go prints it. */
    public static final String CREDENTIAL_SYNC_TIME = "credential.devops.kubesphere.io/synctime";

    /**
     * On a credential Secret: API clients write it, consoles show it; the field {@code type} of the Secret decides. We
     * read it of a Secret of type Opaque only, to say which type it should have. The last part of that type, for
     * example {@code basic-auth}.
     */
    public static final String CREDENTIAL_TYPE = "credential.devops.kubesphere.io/type";

    /**
     * On a Secret: people write it, we use it as the credential's description, as kubernetes-credentials-provider does.
     */
    public static final String JENKINS_DESCRIPTION = "jenkins.io/credentials-description";

    /**
     * Prefix of annotations on a Secret; a name of a key that we expect follows it. People write them, we read them.
     * The value is the name of the key that the Secret has instead, as in kubernetes-credentials-provider.
     */
    public static final String JENKINS_KEY_BINDING_PREFIX = "jenkins.io/credentials-keybinding-";

    private Annotations() {}
}
