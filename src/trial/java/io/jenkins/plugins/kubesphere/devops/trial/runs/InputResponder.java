package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;

/** Answers {@code input} steps in a trial. */
public interface InputResponder {
    /** Returns how the user can answer the input of a run: a command or a URL. */
    String describeHowToAnswer(PipelineRun run);

    /**
     * Answers the input that a run waits for.
     *
     * @param run an existing run
     * @param proceed true to continue the build, false to abort it
     * @return a text for the user about the effect
     * @throws IllegalStateException if the run waits for no input, or this engine cannot answer it; the message says
     *     how to answer
     */
    String answer(PipelineRun run, boolean proceed);
}
