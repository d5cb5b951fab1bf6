package io.jenkins.plugins.kubesphere.devops.api;

/** Labels. Each line says: on what, who writes it, who reads it, what the value is. */
public final class Labels {
    /** On a namespace: we write it; credentials and multi-cluster parts read it. Name of the project that owns it. */
    public static final String PROJECT = "kubesphere.io/devopsproject";

    /** On a namespace: we write it; other parts of KubeSphere read it. Always {@code "true"}. */
    public static final String MANAGED = "devops.kubesphere.io/managed";

    /** On a project: KubeSphere writes it, we copy it to the namespace. Name of the workspace; may be empty. */
    public static final String WORKSPACE = "kubesphere.io/workspace";

    /** On a run: we and API clients write it; selectors read it. {@link LabelValue} of the pipeline's name. */
    public static final String PIPELINE = "devops.kubesphere.io/pipeline";

    /** On a run: ks-devops wrote {@code "true"} on runs without a pipeline; we end such runs and do not read it. */
    public static final String ORPHAN = "devops.kubesphere.io/jenkins-pipelinerun-orphan";

    /** On a Secret: people write it, we read it. Which kind of credential it is, as in kubernetes-credentials-provider. */
    public static final String JENKINS_CREDENTIAL_TYPE = "jenkins.io/credentials-type";

    /** On a Secret: people write it, we read it. {@code system} is refused: such a credential never reaches jobs. */
    public static final String JENKINS_CREDENTIAL_SCOPE = "jenkins.io/credentials-scope";

    private Labels() {}
}
