package io.jenkins.plugins.kubesphere.devops.jenkins.engine.input;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Input;
import io.jenkins.plugins.kubesphere.devops.engine.text.ControlCharacterFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.ApproverAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;

/** Reads and answers the inputs of the step {@code input}. */
@Extension(optional = true)
public final class InputStepProvider implements BuildInputProvider {
    private static final int MAX_NAME_LENGTH = 253;

    @Override
    public boolean hasPendingInput(WorkflowRun build) {
        InputAction action = build.getAction(InputAction.class);
        return action != null && action.getDisplayName() != null;
    }

    @Override
    public Optional<Input> pendingInput(WorkflowRun build) {
        if (!hasPendingInput(build)) {
            return Optional.empty();
        }
        return readBlocking(() -> oldest(build.getAction(InputAction.class).getExecutions().stream()
                .filter(execution -> !execution.isSettled())
                .toList()));
    }

    /** The oldest of the inputs. Its text also has the questions that {@code parallel} branches ask meanwhile. */
    private static Optional<Input> oldest(List<InputStepExecution> pending) {
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        String others = pending.stream()
                .skip(1)
                .map(execution -> execution.getInput().getMessage())
                .collect(Collectors.joining("; "));
        InputStepExecution first = pending.get(0);
        String question = first.getInput().getMessage();
        return Optional.of(
                new Input(first.getId(), others.isEmpty() ? question : question + " (asked, too: " + others + ")"));
    }

    @Override
    public Map<String, InputQuestion> questions(WorkflowRun build) {
        if (!hasPendingInput(build)) {
            return Map.of();
        }
        return readBlocking(() -> Optional.of(InputQuestionFactory.create(
                        build.getAction(InputAction.class).getExecutions())))
                .orElseThrow();
    }

    @Override
    public List<String> approvers(WorkflowRun build) {
        return build.getActions(ApproverAction.class).stream()
                .map(ApproverAction::getUserId)
                .filter(Objects::nonNull)
                .distinct()
                .limit(RunEngine.MAX_APPROVERS)
                .map(user -> TextTruncator.truncate(ControlCharacterFilter.apply(user), MAX_NAME_LENGTH))
                .toList();
    }

    @Override
    public boolean answer(WorkflowRun build, PipelineRunRef run, String inputId, InputAnswer answer) {
        if (!hasPendingInput(build)) {
            return false;
        }
        return readBlocking(() ->
                        Optional.ofNullable(build.getAction(InputAction.class).getExecution(inputId)))
                .filter(execution -> InputAnswerer.answer(execution, run, answer))
                .isPresent();
    }

    /** A read that blocks while a resumed build is loaded. */
    private interface BlockingRead<T> {
        Optional<T> run() throws InterruptedException, TimeoutException;
    }

    private static <T> Optional<T> readBlocking(BlockingRead<T> read) {
        try {
            return read.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailureException("Interrupted while Jenkins was resuming the build; try again", e);
        } catch (TimeoutException e) {
            throw new EngineFailureException("Jenkins is still resuming the build; try again later", e);
        }
    }
}
