package io.jenkins.plugins.kubesphere.devops.api;

/** The values of {@link RunAnnotations#TRIGGER}: what started a build. */
public final class RunTriggers {
    /** A person, in Jenkins. */
    public static final String USER = "user";

    /** The schedule of the job. */
    public static final String TIMER = "timer";

    /** A change that Jenkins found when it polled the repository. */
    public static final String SCM = "scm";

    /** A build of another job. */
    public static final String UPSTREAM = "upstream";

    /** The scan for branches, which found a new or changed branch. */
    public static final String INDEXING = "indexing";

    /** A request of a repository, or of a program. */
    public static final String WEBHOOK = "webhook";

    /** A person, who repeated a build with its Jenkinsfile, or with a changed one. */
    public static final String REPLAY = "replay";

    /** A person, who repeated a build from one of its stages. */
    public static final String RESTART = "restart";

    /** A person or a program, which created the PipelineRun. */
    public static final String RESOURCE = "resource";

    /** Something else. */
    public static final String OTHER = "other";

    private RunTriggers() {}
}
