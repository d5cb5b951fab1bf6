package io.jenkins.plugins.kubesphere.devops.api.run;

/** Values of {@link PipelineRunSpec#action()}. The schema allows only these and the empty text. */
public final class RunActions {
    /** Stops the run. A run that has not started is not started any more. */
    public static final String STOP = "Stop";

    /** Pauses the build between two steps. A run that has not started is paused when its build has started. */
    public static final String PAUSE = "Pause";

    /** Lets a paused build go on. */
    public static final String RESUME = "Resume";

    private RunActions() {}
}
