package io.jenkins.plugins.kubesphere.devops.jenkins.engine.log;

import hudson.console.AnnotatedLargeText;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.ErrorDescriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.kohsuke.stapler.framework.io.ByteBuffer;

/** Reads what a step of a build wrote. */
public final class StepLogReader {
    /** Jenkins looks for a file with the name of the node. */
    private static final Pattern ID = Pattern.compile("[0-9]{1,9}");

    private StepLogReader() {}

    /**
     * Opens the log of a step as it is now, with the error of the step after it.
     *
     * @param mask for the error; empty if the secrets are not known
     * @return empty if the build has no such step
     */
    public static Optional<LogSnapshot> open(WorkflowRun build, String step, Supplier<Optional<SecretMask>> mask) {
        return ID.matcher(step).matches() ? findNode(build, step).map(node -> open(node, mask)) : Optional.empty();
    }

    private static Optional<FlowNode> findNode(WorkflowRun build, String step) {
        FlowExecution execution = build.getExecution();
        try {
            return execution == null ? Optional.empty() : Optional.ofNullable(execution.getNode(step));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LogSnapshot open(FlowNode node, Supplier<Optional<SecretMask>> mask) {
        boolean isComplete = !node.isActive();
        LogAction log = node.getAction(LogAction.class);
        return new JenkinsLogSnapshot(
                log == null ? emptyLog(isComplete) : log.getLogText(),
                isComplete,
                isComplete ? describeError(node, mask) : "");
    }

    private static AnnotatedLargeText<?> emptyLog(boolean isComplete) {
        return new AnnotatedLargeText<>(new ByteBuffer(), StandardCharsets.UTF_8, isComplete, null);
    }

    /** The message may have a secret, which Jenkins does not mask there. Without a mask, it is not shown. */
    private static String describeError(FlowNode node, Supplier<Optional<SecretMask>> mask) {
        ErrorAction error = node.getError();
        if (error == null) {
            return "";
        }
        return mask.get()
                .map(found -> found.applyToText(ErrorDescriber.describe(error.getError())) + "\n")
                .orElse("");
    }
}
