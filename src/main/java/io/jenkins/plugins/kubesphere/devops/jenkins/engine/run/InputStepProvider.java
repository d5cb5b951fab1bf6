package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.Extension;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;
import org.jenkinsci.plugins.workflow.support.steps.input.Rejection;

/** Reads and answers the inputs of the step {@code input}. */
@Extension(optional = true)
public final class InputStepProvider implements InputProvider {

    @Override
    public boolean isAsking(WorkflowRun build) {
        InputAction action = build.getAction(InputAction.class);
        return action != null && action.getDisplayName() != null;
    }

    @Override
    public Optional<Input> question(WorkflowRun build) {
        if (!isAsking(build)) {
            return Optional.empty();
        }
        return load(() -> build.getAction(InputAction.class).getExecutions().stream()
                .filter(execution -> !execution.isSettled())
                .findFirst()
                .map(execution ->
                        new Input(execution.getId(), execution.getInput().getMessage())));
    }

    @Override
    public boolean answer(WorkflowRun build, String inputId, boolean proceed) {
        if (!isAsking(build)) {
            return false;
        }
        Optional<InputStepExecution> asking = load(() ->
                        Optional.ofNullable(build.getAction(InputAction.class).getExecution(inputId)))
                .filter(execution -> !execution.isSettled());
        asking.ifPresent(execution -> answer(execution, proceed));
        return asking.isPresent();
    }

    private static void answer(InputStepExecution execution, boolean proceed) {
        // A person answered, and not the user SYSTEM of Jenkins. As SYSTEM, the build's log would name SYSTEM.
        try (ACLContext anonymous = ACL.as2(Jenkins.ANONYMOUS2)) {
            if (proceed) {
                execution.proceed(defaults(execution));
            } else {
                execution.stop(new FlowInterruptedException(Result.ABORTED, new Rejection(null)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The input could not be answered", e);
        }
    }

    /** The default values of the form's fields; null if the input has no form, as Jenkins expects. */
    private static Map<String, Object> defaults(InputStepExecution execution) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ParameterDefinition parameter : execution.getInput().getParameters()) {
            ParameterValue value = parameter.getDefaultParameterValue();
            if (value != null) {
                values.put(parameter.getName(), value.getValue());
            }
        }
        return values.isEmpty() ? null : values;
    }

    /** A read that blocks while a resumed build is loaded. */
    private interface Load<T> {
        Optional<T> run() throws InterruptedException, TimeoutException;
    }

    private static <T> Optional<T> load(Load<T> load) {
        try {
            return load.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a build was being resumed; this is tried again", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The build is still being resumed; this is tried again", e);
        }
    }
}
