package io.jenkins.plugins.kubesphere.devops.jenkins.engine.input;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Reads and answers the input requests of builds. The step {@code input} belongs to a plugin that may be missing; then
 * there is no handler.
 */
public interface BuildInputProvider extends ExtensionPoint {

    /**
     * Whether the build waits for an input. Must be fast, take no lock and read no file, because it is called each time
     * Jenkins saves a build.
     */
    boolean hasPendingInput(WorkflowRun build);

    /**
     * The oldest input for which the build waits, with the questions of the others in its text. May block while the
     * build is being resumed.
     */
    Optional<Input> pendingInput(WorkflowRun build);

    /**
     * The questions that the build asks, by the ids of the nodes of their steps in the flow graph. May block while the
     * build is being resumed.
     */
    Map<String, InputQuestion> questions(WorkflowRun build);

    /**
     * Answers an input.
     *
     * @return false if the build does not wait for that input
     */
    boolean answer(WorkflowRun build, PipelineRunRef run, String inputId, InputAnswer answer);

    /** Who has approved an input of the build, as {@code RunEngine.readApprovers} returns them. */
    List<String> approvers(WorkflowRun build);

    static List<String> findApprovers(WorkflowRun build) {
        return ExtensionList.lookup(BuildInputProvider.class).stream()
                .flatMap(handler -> handler.approvers(build).stream())
                .toList();
    }

    static Optional<Input> findPendingInput(WorkflowRun build) {
        return ExtensionList.lookup(BuildInputProvider.class).stream()
                .flatMap(handler -> handler.pendingInput(build).stream())
                .findFirst();
    }

    static Map<String, InputQuestion> findQuestions(WorkflowRun build) {
        return ExtensionList.lookup(BuildInputProvider.class).stream()
                .map(handler -> handler.questions(build))
                .filter(questions -> !questions.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    static boolean isAnyInputPending(WorkflowRun build) {
        return ExtensionList.lookup(BuildInputProvider.class).stream()
                .anyMatch(handler -> handler.hasPendingInput(build));
    }

    static boolean answerInput(WorkflowRun build, PipelineRunRef run, String inputId, InputAnswer answer) {
        return ExtensionList.lookup(BuildInputProvider.class).stream()
                .anyMatch(handler -> handler.answer(build, run, inputId, answer));
    }
}
