package io.jenkins.plugins.kubesphere.devops.api;

/** Names of the API groups and versions of the custom resources. */
public final class ApiGroups {
    /** Group of projects, pipelines, runs, templates and repositories. */
    public static final String DEVOPS = "devops.kubesphere.io";

    /** The only served version of {@link #DEVOPS}. */
    public static final String DEVOPS_VERSION = "v1alpha3";

    /** Group of the GitOps applications. */
    public static final String GITOPS = "gitops.kubesphere.io";

    /** The only served version of {@link #GITOPS}. */
    public static final String GITOPS_VERSION = "v1alpha1";

    private ApiGroups() {}
}
