package io.jenkins.plugins.kubesphere.devops.api;

/** Annotations of a PipelineRun. Each line says: who writes it, who reads it, what the value is. */
public final class RunAnnotations {
    private static final String PREFIX = "devops.kubesphere.io/";

    /** We write it once the build runs, everyone reads it. Number of the build, decimal text. */
    public static final String RUN_ID = PREFIX + "jenkins-pipelinerun-id";

    /** We write it if the run store is the annotation; the REST API reads it. The run as JSON. */
    public static final String STATUS = PREFIX + "jenkins-pipelinerun-status";

    /** We write it if the run store is the annotation; the REST API reads it. Stages and steps as JSON. */
    public static final String STAGES = PREFIX + "jenkins-pipelinerun-stages-status";

    /** The REST API writes it, consoles read it. User name; only shown, nothing is permitted because of it. */
    public static final String CREATOR = PREFIX + "creator";

    /** The SCM webhook writes {@code webhook}, consoles read it. What started the run. */
    public static final String TRIGGER = PREFIX + "trigger";

    /** We write it, consoles read it. Name of the pod that the agent of the run is. */
    public static final String AGENT_POD = PREFIX + "agent-pod-name";

    /** We write it, consoles read it. Name of the node that the agent's pod runs on. */
    public static final String AGENT_NODE = PREFIX + "agent-node-name";

    /** The REST API or a person writes {@code "true"}, we read it: deleting the run leaves its build in the engine. */
    public static final String KEEP_RECORD = PREFIX + "keep-jenkins-record";

    /**
     * We write it before the build is scheduled, and read it. Id of the home (engine instance) that starts this run;
     * another home never starts a run that bears a foreign one.
     */
    public static final String INSTANCE = PREFIX + "instance";

    /**
     * A person writes it, we read it and take it off again. {@code "true"} lets the home that acts now take over a run that
     * another home had stamped, once: a run without build is started, one with a build is followed if that is here, too.
     * Without it such a run is ended with a reason.
     */
    public static final String TAKE_OVER = PREFIX + "take-over";

    private RunAnnotations() {}
}
