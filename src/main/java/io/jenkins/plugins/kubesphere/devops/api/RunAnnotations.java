package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of the annotations of a PipelineRun. Each comment says who writes the annotation, who reads it, and what its
 * value is. "We" is this plugin.
 */
public final class RunAnnotations {
    private static final String PREFIX = "devops.kubesphere.io/";

    /** We write it when the build exists; we, the REST API and consoles read it. Number of the build, decimal. */
    public static final String RUN_ID = PREFIX + "jenkins-pipelinerun-id";

    /**
     * We write it together with {@link #RUN_ID}, if Jenkins knows its own URL; people read it. Address of the page of
     * the build.
     */
    public static final String BUILD_URL = PREFIX + "build-url";

    /** We write it if runs are stored in annotations; the REST API reads it. The run as JSON. */
    public static final String STATUS = PREFIX + "jenkins-pipelinerun-status";

    /** We write it if runs are stored in annotations; the REST API reads it. Stages and steps as JSON. */
    public static final String STAGES = PREFIX + "jenkins-pipelinerun-stages-status";

    /**
     * The REST API writes it, and we write it on a run of a build that a person started in Jenkins; consoles and we
     * read it. User name; it is only displayed and gives no permission.
     */
    public static final String CREATOR = PREFIX + "creator";

    /**
     * The SCM webhook writes {@code webhook}, and we write it on a run of a build that was started in Jenkins, and with
     * {@link #INSTANCE} on a run that has none, or that has {@link #REPLAY_OF}; consoles read it. What started the run,
     * one of {@link RunTriggers}.
     */
    public static final String TRIGGER = PREFIX + "trigger";

    /**
     * The REST API writes it together with {@code spec.action: Stop}, we read it. User name, for the record of the build;
     * it gives no permission.
     */
    public static final String STOPPED_BY = PREFIX + "stopped-by";

    /** ks-devops writes it, we do not; consoles read it. Name of the pod in which the run's agent runs. */
    public static final String AGENT_POD = PREFIX + "agent-pod-name";

    /** ks-devops writes it, we do not; consoles read it. Name of the node on which that pod runs. */
    public static final String AGENT_NODE = PREFIX + "agent-node-name";

    /**
     * The REST API or a person writes it, we read it. If it is {@code "true"}, the build stays when the run is deleted.
     */
    public static final String KEEP_RECORD = PREFIX + "keep-jenkins-record";

    /**
     * We write it before the build is scheduled, and read it. Id of the instance that starts the run. An instance never
     * starts a run that has the id of another instance, except with {@link #TAKE_OVER}.
     */
    public static final String INSTANCE = PREFIX + "instance";

    /**
     * We write it together with {@link #INSTANCE}, and read it. UID of the run that was claimed. On a run with another
     * UID, which is a copy, the annotations of this class that we write do not count.
     */
    public static final String CLAIMED_UID = PREFIX + "claimed-uid";

    /**
     * We write it together with {@link #INSTANCE} on an unfinished run that has its {@link #RUN_ID} from ks-devops, and
     * read it. {@link #KS_DEVOPS}, because the build does not know its run.
     */
    public static final String STARTED_BY = PREFIX + "started-by";

    /** The value of {@link #STARTED_BY}. */
    public static final String KS_DEVOPS = "ks-devops";

    /**
     * We write it when we create a run for a build that was started in Jenkins, and read it. When the build started,
     * ISO 8601 with milliseconds. Such a run is never started, only followed.
     */
    public static final String IMPORTED_BUILD = PREFIX + "imported-build";

    /**
     * We write it together with {@link #INSTANCE}, and read it. The job that builds the run: the name of its Pipeline,
     * or {@code pipeline/branch}. After that, a change of the spec has no effect on what is built. If the value does
     * not name a Pipeline, or is absent, the spec counts.
     */
    public static final String JOB = PREFIX + "job";

    /**
     * We write it when we have paused or resumed the build as {@code spec.action} says, and read it. The generation of
     * the run at that time: an action that is older than a click in Jenkins does not undo that click.
     */
    public static final String HANDLED_ACTION_GENERATION = PREFIX + "handled-action-generation";

    /**
     * A person writes it, we read it and remove it. {@code "true"} allows the instance that holds the Lease to take
     * over a run that another instance claimed, once. If the run has no build, it is started. If it has one, it
     * continues if the build also exists in this instance. Without the annotation, a run of another instance stays
     * unfinished with the reason {@link ConditionReasons#OTHER_INSTANCE}.
     */
    public static final String TAKE_OVER = PREFIX + "take-over";

    /**
     * A person or the REST API writes it when the run is created, we read it; we write it on a run of a build that a
     * person replayed or restarted in Jenkins. Name of a PipelineRun of the same namespace and Pipeline: the run is
     * built with the Jenkinsfile and the parameters of that run's build.
     */
    public static final String REPLAY_OF = PREFIX + "replay-of";

    /**
     * A person or the REST API writes it together with {@link #REPLAY_OF}, we read it; we write it on a run of a build
     * that a person restarted in Jenkins. Name of the stage at which the build begins.
     */
    public static final String RESTART_STAGE = PREFIX + "restart-stage";

    /**
     * We write it together with {@link #INSTANCE}, or when that run exists, and read it. UID of the run that
     * {@link #REPLAY_OF} named then: if that is deleted, another one with its name is not replayed in its place.
     */
    public static final String REPLAY_OF_UID = PREFIX + "replay-of-uid";

    private RunAnnotations() {}
}
