package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.text.ControlCharacterFilter;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.CheckoutErrors;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.CompilerErrorReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.ErrorDescriber;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.StepLocationDescriber;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.StepWarningReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph.DeclarativeStageReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.log.BuildLogReader;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Says in one line why a build did not succeed: the stage, the step, and its error. */
final class BuildFailureDescriber {
    /** The maximum number of characters. Some errors list every step that Jenkins has. */
    private static final int MAX_LENGTH = 500;

    /** Jenkins says so of a build whose program it cannot load after a restart. */
    private static final String PROGRAM_NOT_LOADED = "Failed to load program";

    private static final String PROGRAM_LOST = "Jenkins was killed while the build ran, and cannot continue it, because"
            + " the state of its program was not saved in time. Some steps may have run. Check what they did, and create"
            + " a new run to build again";

    /** Jenkins says so if a step needs an agent and has none. */
    private static final String AGENT_MISSING = "Required context class ";

    private static final String AGENT_LOST = "the build lost its agent: the agent was removed, or did not connect again"
            + " after a restart of Jenkins. Some steps may have run. Check what they did, and create a new run to build"
            + " again";

    /** The step that gives a build an agent, also for the directive {@code agent}. */
    private static final String NODE_STEP = "node";

    private BuildFailureDescriber() {}

    /**
     * Describes why a build failed, in one line.
     *
     * @param mask masks the secrets that the error of a step may contain
     * @return empty if the build has no error, or if the error is too long to mask
     */
    static String describe(WorkflowRun build, SecretMask mask) {
        String cause = findError(build);
        if (cause.endsWith(PROGRAM_NOT_LOADED)) {
            return PROGRAM_LOST;
        }
        return cause.length() > SecretMask.MAX_LINE_LENGTH
                ? ""
                : TextTruncator.truncate(mask.apply(oneLine(cause)), MAX_LENGTH);
    }

    private static String findError(WorkflowRun build) {
        FlowExecution execution = build.getExecution();
        if (execution == null) {
            return StartFailureLogReader.extract(build);
        }
        Throwable error = execution.getCauseOfFailure();
        if (error == null) {
            return StepWarningReader.find(build, execution).orElse("");
        }
        String problem = error instanceof FlowInterruptedException interrupted
                ? joinCauses(interrupted.getCauses())
                : message(build, error);
        FlowNode origin = ErrorAction.findOrigin(error, execution);
        if (origin == null) {
            return problem;
        }
        return StepLocationDescriber.describe(origin, DeclarativeStageReader.topLevel(build))
                + (problem.startsWith(AGENT_MISSING) && hadAgent(origin) ? AGENT_LOST : problem);
    }

    private static String joinCauses(List<CauseOfInterruption> causes) {
        return causes.isEmpty()
                ? "Aborted"
                : causes.stream().map(CauseOfInterruption::getShortDescription).collect(Collectors.joining(", "));
    }

    private static String message(WorkflowRun build, Throwable error) {
        String message = error.getMessage();
        if (message == null) {
            return ErrorDescriber.describe(error);
        }
        if (CheckoutErrors.lacksCause(message)) {
            return CheckoutErrors.addCause(message, BuildLogReader.readEnd(build));
        }
        return CompilerErrorReader.describe(
                        message.lines().toList(), build.getParent().getFullName())
                .orElseGet(() -> ErrorDescriber.describe(error));
    }

    private static boolean hadAgent(FlowNode origin) {
        return origin.getEnclosingBlocks().stream().anyMatch(block -> NODE_STEP.equals(block.getDisplayFunctionName()));
    }

    private static String oneLine(String text) {
        return text.lines()
                .map(ControlCharacterFilter::apply)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
