package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of finalizers. This plugin adds its own finalizers, and removes them after the item in the engine was deleted.
 * The constants with {@code OLD_} in the name are finalizers of ks-devops, which this plugin never adds. It removes
 * them from projects, pipelines, runs and Secrets, so that these objects can be deleted when ks-devops is not installed
 * any more. It does not remove them from other kinds.
 */
public final class Finalizers {
    /** On a project, until its folder is deleted. */
    public static final String PROJECT = "devops.kubesphere.io/devopsproject";

    /** On a pipeline, until its job is deleted. */
    public static final String PIPELINE = "devops.kubesphere.io/pipeline";

    /** On a run, until its build is stopped and deleted. */
    public static final String RUN = "devops.kubesphere.io/pipelinerun";

    /** On a project of ks-devops. We remove it after the folder was deleted. */
    public static final String OLD_PROJECT = "devopsproject.finalizers.kubesphere.io";

    /** On a pipeline of ks-devops. We remove it after the job was deleted. */
    public static final String OLD_PIPELINE = "pipeline.finalizers.kubesphere.io";

    /** On a run of ks-devops. We remove it after the build was deleted. */
    public static final String OLD_RUN = "pipelinerun.finalizers.kubesphere.io";

    /** On a credential Secret of ks-devops. We remove it as soon as we see it. */
    public static final String OLD_CREDENTIAL = "finalizers.kubesphere.io/credential";

    /** On a PodTemplate of ks-devops. We do not remove it. */
    public static final String OLD_POD_TEMPLATE = "podtemplate.devops.kubesphere.io/finalizer";

    /** On a GitRepository of ks-devops. We do not remove it. */
    public static final String OLD_GIT_REPOSITORY = "finalizer.gitrepository.devops.kubesphere.io";

    /** On an Application of ks-devops. We do not remove it. */
    public static final String OLD_APPLICATION = "application.gitops.kubesphere.io";

    private Finalizers() {}
}
