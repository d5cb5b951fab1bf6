package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of finalizers. This plugin adds its own finalizers, and removes them after the item in the engine was deleted.
 * The constants with {@code OLD_} in the name are finalizers of ks-devops, which this plugin never adds. It removes
 * them from projects, pipelines, runs and Secrets, so that these objects can be deleted when ks-devops is not installed
 * any more. It does not remove them from other kinds.
 */
public final class Finalizers {
    /** The finalizer of this plugin on a project, until its folder is deleted. */
    public static final String PROJECT = "devops.kubesphere.io/devopsproject";

    /** The finalizer of this plugin on a pipeline, until its job is deleted. */
    public static final String PIPELINE = "devops.kubesphere.io/pipeline";

    /**
     * The finalizer of this plugin on a run, until its build is stopped, and deleted unless {@link
     * RunAnnotations#KEEP_RECORD} keeps it.
     */
    public static final String RUN = "devops.kubesphere.io/pipelinerun";

    /** The finalizer that ks-devops puts on a project. This plugin removes it after it has deleted the folder. */
    public static final String OLD_PROJECT = "devopsproject.finalizers.kubesphere.io";

    /** The finalizer that ks-devops puts on a pipeline. This plugin removes it after it has deleted the job. */
    public static final String OLD_PIPELINE = "pipeline.finalizers.kubesphere.io";

    /** The finalizer that ks-devops puts on a run. This plugin removes it after it has deleted the build. */
    public static final String OLD_RUN = "pipelinerun.finalizers.kubesphere.io";

    /** The finalizer that ks-devops puts on a credential Secret. This plugin removes it at once. */
    public static final String OLD_CREDENTIAL = "finalizers.kubesphere.io/credential";

    /** The finalizer that ks-devops puts on a PodTemplate. This plugin does not remove it. */
    public static final String OLD_POD_TEMPLATE = "podtemplate.devops.kubesphere.io/finalizer";

    /** The finalizer that ks-devops puts on a GitRepository. This plugin does not remove it. */
    public static final String OLD_GIT_REPOSITORY = "finalizer.gitrepository.devops.kubesphere.io";

    /** The finalizer that ks-devops puts on an Application. This plugin does not remove it. */
    public static final String OLD_APPLICATION = "application.gitops.kubesphere.io";

    private Finalizers() {}
}
