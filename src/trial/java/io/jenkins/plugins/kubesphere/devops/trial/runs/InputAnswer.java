package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;

/** How the question of an {@code input} step is answered in a trial. */
public interface InputAnswer {
    /** What the user may do about the question of a run, as a command or an address. */
    String hint(PipelineRun run);

    /**
     * Answers.
     *
     * @param run that is there
     * @param proceed true to go on, false to end the build
     * @return what was done, for the user
     * @throws IllegalStateException if it does not ask anything, or the answer is given elsewhere; the message says where
     */
    String answer(PipelineRun run, boolean proceed);
}
