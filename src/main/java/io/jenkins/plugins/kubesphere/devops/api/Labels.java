package io.jenkins.plugins.kubesphere.devops.api;

import io.jenkins.plugins.kubesphere.devops.api.text.LabelValue;

/**
 * Names of labels. Each comment says on which kind the label is, who writes it, who reads it, and what its value is.
 * "We" is this plugin.
 */
public final class Labels {
    /**
     * On a namespace: we write it, and a person who gives the namespace to a project; we and other parts of KubeSphere
     * read it. Name of the project that owns the namespace.
     */
    public static final String PROJECT = "kubesphere.io/devopsproject";

    /** On a namespace: we write it; other parts of KubeSphere read it. Always {@code "true"}. */
    public static final String MANAGED = "devops.kubesphere.io/managed";

    /**
     * On a project: KubeSphere writes it, we copy it to the namespace if that has none. Name of the workspace; may be
     * empty.
     */
    public static final String WORKSPACE = "kubesphere.io/workspace";

    /** On a run: we and API clients write it; selectors read it. {@link LabelValue} of the pipeline's name. */
    public static final String PIPELINE = "devops.kubesphere.io/pipeline";

    /** On a run without a pipeline: ks-devops wrote {@code "true"}. We end such runs and do not read the label. */
    public static final String ORPHAN = "devops.kubesphere.io/jenkins-pipelinerun-orphan";

    /** On a Secret: people write it, we read it. The kind of credential, as in kubernetes-credentials-provider. */
    public static final String JENKINS_CREDENTIAL_TYPE = "jenkins.io/credentials-type";

    /**
     * On a Secret: people write it, we read it. {@code system} is refused, because jobs cannot use such a credential.
     */
    public static final String JENKINS_CREDENTIAL_SCOPE = "jenkins.io/credentials-scope";

    /** On any kind: Velero writes it on what it restores, we read it on runs. Name of the restore. */
    public static final String VELERO_RESTORE = "velero.io/restore-name";

    private Labels() {}
}
