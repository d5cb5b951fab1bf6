package io.jenkins.plugins.kubesphere.devops.api.run;

/** Values of {@link PipelineRunSpec#action()}. The schema allows only these and the empty text. */
public final class RunActions {
    /** Stops the run. A run that has not started is not started any more. */
    public static final String STOP = "Stop";

    /** Pauses the run. This plugin ignores it. */
    public static final String PAUSE = "Pause";

    /** Resumes a paused run. This plugin ignores it. */
    public static final String RESUME = "Resume";

    private RunActions() {}
}
