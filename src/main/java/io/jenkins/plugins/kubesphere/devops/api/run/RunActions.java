package io.jenkins.plugins.kubesphere.devops.api.run;

/** Words of {@link PipelineRunSpec#action()}, the only ones that the schema lets through besides the empty text. */
public final class RunActions {
    /** End the run; one that did not start never will. */
    public static final String STOP = "Stop";

    /** Hold the run. Nothing acts on it yet. */
    public static final String PAUSE = "Pause";

    /** Let a held run go on. Nothing acts on it yet. */
    public static final String RESUME = "Resume";

    private RunActions() {}
}
