package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Finalizers. Ours are written by us and removed by us when the thing in the engine is gone. Those named {@code OLD_…}
 * stem from ks-devops: we only ever take them off, so that its objects can be deleted once it is no longer there.
 */
public final class Finalizers {
    /** On a project, until its folder is deleted. */
    public static final String PROJECT = "devops.kubesphere.io/devopsproject";

    /** On a pipeline, until its job is deleted. */
    public static final String PIPELINE = "devops.kubesphere.io/pipeline";

    /** On a run, until its build is stopped and deleted. */
    public static final String RUN = "devops.kubesphere.io/pipelinerun";

    /** On a project of ks-devops. */
    public static final String OLD_PROJECT = "devopsproject.finalizers.kubesphere.io";

    /** On a pipeline of ks-devops. */
    public static final String OLD_PIPELINE = "pipeline.finalizers.kubesphere.io";

    /** On a run of ks-devops. */
    public static final String OLD_RUN = "pipelinerun.finalizers.kubesphere.io";

    /** On a credential Secret of ks-devops. */
    public static final String OLD_CREDENTIAL = "finalizers.kubesphere.io/credential";

    /** On a PodTemplate of ks-devops. */
    public static final String OLD_POD_TEMPLATE = "podtemplate.devops.kubesphere.io/finalizer";

    /** On a GitRepository of ks-devops. */
    public static final String OLD_GIT_REPOSITORY = "finalizer.gitrepository.devops.kubesphere.io";

    /** On an Application of ks-devops. */
    public static final String OLD_APPLICATION = "application.gitops.kubesphere.io";

    private Finalizers() {}
}
