package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Input;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Questions that builds ask people. The step that asks them comes from a plugin that may be absent; then no build asks
 * anything.
 */
public interface InputProvider extends ExtensionPoint {

    /** Whether the build waits for an answer. Fast, takes no lock and reads no file: it is asked while builds are saved. */
    boolean isAsking(WorkflowRun build);

    /** The question that the build waits at, the oldest if there are several. May wait for a build that is being resumed. */
    Optional<Input> question(WorkflowRun build);

    /**
     * Answers.
     *
     * @return false if the build does not wait for that answer
     */
    boolean answer(WorkflowRun build, String inputId, boolean proceed);

    static Optional<Input> pending(WorkflowRun build) {
        return ExtensionList.lookup(InputProvider.class).stream()
                .flatMap(questions -> questions.question(build).stream())
                .findFirst();
    }

    static boolean anyPending(WorkflowRun build) {
        return ExtensionList.lookup(InputProvider.class).stream().anyMatch(questions -> questions.isAsking(build));
    }

    static boolean answered(WorkflowRun build, String inputId, boolean proceed) {
        return ExtensionList.lookup(InputProvider.class).stream()
                .anyMatch(questions -> questions.answer(build, inputId, proceed));
    }
}
